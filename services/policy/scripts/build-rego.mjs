#!/usr/bin/env node
/**
 * Compiles the base policy to rego/policy.wasm, which is committed so that running Countersign needs no opa.
 *
 *   node services/policy/scripts/build-rego.mjs           compile and write
 *   node services/policy/scripts/build-rego.mjs --check   check, run the Rego tests, compile, compare the bytes
 *
 * --check without opa says so and passes; with --require-opa it fails then. The bytes depend on the version of opa and
 * on the source path as given, hence the pinned version and the fixed folder.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const wantedVersion = '1.22.0';
const folder = fileURLToPath(new URL('../rego', import.meta.url));
const committed = join(folder, 'policy.wasm');
const programs = join(folder, 'programs');
const entrypoints = [
  'countersign/decide/decision',
  'countersign/check/unreadable_patterns',
  'countersign/check/matches',
];
const capabilities = ['--capabilities', 'capabilities.json'];

function main(flags) {
  const opa = findOpa();
  if (!opa) return withoutOpa(flags);
  if (!flags.has('--check')) {
    const next = compile(opa);
    const before = readFileSync(committed);
    // Decisions that the one before made are made again with it: it stays, under its digest.
    if (!before.equals(next)) keep(before);
    writeFileSync(committed, next);
    return say(0, `compiled ${committed}`);
  }
  if (!passes(opa, ['check', '--strict', ...capabilities, 'countersign']))
    return say(1, 'rego: the sources have faults');
  if (!passes(opa, ['test', ...capabilities, 'countersign'])) return say(1, 'rego: tests failed');
  const same = readFileSync(committed).equals(compile(opa));
  return same
    ? say(0, 'rego: checked, tested, and policy.wasm is what opa makes of the sources')
    : say(1, 'rego: policy.wasm differs from its sources; run services/policy/scripts/build-rego.mjs and commit it');
}

function keep(program) {
  mkdirSync(programs, { recursive: true });
  writeFileSync(join(programs, `${createHash('sha256').update(program).digest('hex')}.wasm`), program);
}

function withoutOpa(flags) {
  const message = `rego: no opa ${wantedVersion} found (OPA_BIN, PATH, ~/go/bin)`;
  if (flags.has('--check') && !flags.has('--require-opa')) {
    return say(0, `${message}; the committed policy.wasm was NOT compared with its sources`);
  }
  return say(1, `${message}; get it with: CGO_ENABLED=0 go install github.com/open-policy-agent/opa@v${wantedVersion}`);
}

function findOpa() {
  const candidates = [process.env.OPA_BIN, 'opa', join(homedir(), 'go', 'bin', 'opa')].filter(Boolean);
  return candidates.find((candidate) => versionOf(candidate) === wantedVersion);
}

function versionOf(opa) {
  try {
    return /^Version: (\S+)/m.exec(
      execFileSync(opa, ['version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    )?.[1];
  } catch {
    return undefined;
  }
}

function compile(opa) {
  const scratch = mkdtempSync(join(tmpdir(), 'countersign-rego-'));
  try {
    const bundle = join(scratch, 'bundle.tar.gz');
    const entries = entrypoints.flatMap((entrypoint) => ['-e', entrypoint]);
    run(opa, [
      'build',
      '-t',
      'wasm',
      ...capabilities,
      ...entries,
      '--ignore',
      '*_test.rego',
      '-o',
      bundle,
      'countersign',
    ]);
    return fileInTar(gunzipSync(readFileSync(bundle)), '/policy.wasm');
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The bundle is a plain tar: a 512-byte header with name and octal size, then the content padded to 512. */
function fileInTar(tar, wanted) {
  for (let at = 0; at + 512 <= tar.length;) {
    const name = tar.toString('utf8', at, at + 100).replace(/\0.*$/s, '');
    const size = Number.parseInt(tar.toString('utf8', at + 124, at + 136), 8) || 0;
    if (name === wanted) return tar.subarray(at + 512, at + 512 + size);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  throw new Error(`opa built a bundle without ${wanted}`);
}

function run(opa, args) {
  execFileSync(opa, args, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
}

function passes(opa, args) {
  try {
    run(opa, args);
    return true;
  } catch {
    return false;
  }
}

function say(code, message) {
  console.log(message);
  process.exitCode = code;
}

main(new Set(process.argv.slice(2)));
