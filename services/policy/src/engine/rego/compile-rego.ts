import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const capabilities = fileURLToPath(new URL('../../../rego/capabilities.json', import.meta.url));
const deadlineMs = 20_000;

export type CompileRego = (source: string, entrypoint: string) => Promise<Buffer>;

interface Compiler {
  /** A name or a path. */
  opa: string;
  /** Where a name is looked up; nothing else of the environment is passed on. */
  searchPath: string;
}

/** Compiles one module to a bundle with the `opa` of this machine. Throws what is wrong, also when there is none. */
export function compilerOf(compiler: Compiler): CompileRego {
  return async (source, entrypoint) => {
    const folder = await mkdtemp(join(tmpdir(), 'countersign-rego-'));
    try {
      await mkdir(join(folder, 'src'));
      await writeFile(join(folder, 'src', 'policy.rego'), source);
      await build(compiler, folder, entrypoint);
      return await readFile(join(folder, 'bundle.tar.gz'));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}

function build({ opa, searchPath }: Compiler, cwd: string, entrypoint: string): Promise<void> {
  const args = [
    'build',
    '-b',
    '-t',
    'wasm',
    '-e',
    entrypoint,
    '--capabilities',
    capabilities,
    '-o',
    'bundle.tar.gz',
    'src',
  ];
  const env = { PATH: searchPath, HOME: cwd };
  return new Promise((resolve, reject) => {
    execFile(opa, args, { cwd, env, timeout: deadlineMs, maxBuffer: 1024 * 1024 }, (error, out, said) => {
      if (!error) return resolve();
      const why = `${said}${out}`.trim() || error.message;
      reject(new Error(error.code === 'ENOENT' ? missing(opa) : `opa could not compile it: ${why.slice(0, 600)}`));
    });
  });
}

function missing(opa: string): string {
  return `a .rego file is compiled where "${opa}" can be run, and here it cannot; install opa, or set OPA_BIN, or name a signed bundle: opa build -b -t wasm -e countersign/tenant/decision --signing-key key.pem`;
}
