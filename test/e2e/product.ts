import type { DevFile } from '@countersign/local';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const startTimeoutMs = 240_000;
/** `npm test` has built everything; a spec that is run alone builds what has changed since. */
const isBuilt = process.env['PRODUCT_IS_BUILT'] === '1';

/** A running instance, started the way a user starts it. */
export interface Product {
  dev: DevFile;
  dataDir: string;
  /** What the launcher printed. */
  output: () => string;
  launcher: ChildProcess;
  stop: () => Promise<void>;
}

export interface ProductOptions {
  portBase: number;
  /** Kept and given again to start an instance on the data of an earlier one. */
  dataDir?: string;
  env?: Record<string, string>;
  /** Through `npm start`'s own command, also where nothing is left to install or build. */
  asTyped?: boolean;
}

/** The file of this start: a killed launcher leaves its own behind. */
const writtenSince = (file: string, start: number) =>
  (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) >= start;

async function untilReady(file: string, launcher: ChildProcess, output: () => string): Promise<DevFile> {
  const start = Date.now();
  const deadline = start + startTimeoutMs;
  while (!writtenSince(file, start)) {
    const how = launcher.exitCode ?? launcher.signalCode;
    if (how !== null) throw new Error(`the launcher ended (${how}):\n${output()}`);
    if (Date.now() > deadline) {
      launcher.kill('SIGINT');
      throw new Error(`not ready in time:\n${output()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return JSON.parse(readFileSync(file, 'utf8')) as DevFile;
}

function ended(launcher: ChildProcess): Promise<void> {
  return new Promise((resolve) =>
    launcher.exitCode !== null || launcher.signalCode !== null ? resolve() : launcher.once('exit', () => resolve()),
  );
}

/** What `npm start` does once everything is installed and built. */
const program = `
  const { run } = await import(${JSON.stringify(new URL('../../deploy/local/dist/main.js', import.meta.url).href)});
  await run({ dataDir: process.argv[1], portBase: Number(process.argv[2]), json: false });
`;

function commandFor({ portBase, asTyped = !isBuilt }: ProductOptions, dataDir: string): string[] {
  if (!asTyped) return ['--input-type=module', '-e', program, dataDir, String(portBase)];
  return ['deploy/local/start.mjs', '--data', dataDir, '--port-base', String(portBase)];
}

/** Starts the product as `npm start` does, on data and ports of its own. */
export async function startProduct(options: ProductOptions): Promise<Product> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'countersign-e2e-'));
  // Not on servers of whoever runs the tests.
  const { NODE_OPTIONS: _, DATABASE_URL: __, NATS_URL: ___, ...env } = process.env;
  const launcher = spawn(process.execPath, commandFor(options, dataDir), {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...env, ...options.env },
  });
  let text = '';
  for (const stream of [launcher.stdout, launcher.stderr])
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const dev = await untilReady(join(dataDir, 'dev.json'), launcher, () => text);
  const stop = async () => {
    launcher.kill('SIGINT');
    await ended(launcher);
    launcher.stdout?.destroy();
    launcher.stderr?.destroy();
    if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 });
  };
  return { dev, dataDir, output: () => text, launcher, stop };
}
