// Installs and builds what is missing. Runs on a bare machine: nothing but Node's own modules here.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isBuilt, sourceState, stampBuild } from './build-stamp.mjs';

const oldestNode = [20, 19];

/** A reason to end that a person can act upon; shown without a stack. */
export class SetupError extends Error {}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  throw new SetupError(`Countersign needs Node ${oldestNode.join('.')} or newer; this is ${process.versions.node}.`);
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/** Did npm, run by hand, install exactly what the lock file says? It keeps its own list of what it put there. */
function matchesLock(root) {
  const installed = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages;
  const locked = readJson(join(root, 'package-lock.json'))?.packages;
  if (!installed || !locked) return false;
  return Object.entries(locked).every(([path, entry]) => {
    if (path === '') return true;
    if (!installed[path]) return Boolean(entry.optional || entry.devOptional || entry.peer || entry.extraneous);
    return installed[path].version === entry.version && existsSync(join(root, path));
  });
}

function run(root, command, args, environment = {}) {
  return spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 256 * 1024 * 1024,
    shell: process.platform === 'win32' && command === 'npm',
    env: { ...process.env, ...environment },
  });
}

function demand(result, what) {
  if (result.status === 0) return;
  if (result.signal) throw new SetupError(`${what} was stopped (${result.signal}).`);
  const output = `${result.stdout ?? ''}${result.stderr ?? ''}`.trim();
  throw new SetupError([`${what} failed${result.error ? `: ${result.error.message}` : '.'}`, output].join('\n'));
}

/** `npm ci` when packages are missing or are not those of the lock file. True when it had to install. */
export function installMissing(root, progress = toStderr) {
  checkNode();
  const stamp = join(root, 'node_modules', '.countersign-lock');
  const hash = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === hash) return false;
  const complete = matchesLock(root);
  if (!complete) {
    progress('Installing packages (takes about a minute the first time) ...');
    demand(run(root, 'npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']), 'npm ci');
  }
  writeFileSync(stamp, `${hash}\n`);
  return !complete;
}

/** Builds every project; nx skips those whose inputs have not changed. */
export function build(root, progress = toStderr) {
  const state = sourceState(root);
  if (isBuilt(root, state)) return;
  progress('Building ...');
  const nx = join(root, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');
  const args = [nx, 'run-many', '-t', 'build', '--outputStyle=static'];
  demand(run(root, process.execPath, args, { NX_DAEMON: 'false', NX_TUI: 'false' }), 'The build');
  stampBuild(root, state);
}

function toStderr(line) {
  process.stderr.write(`${line}\n`);
}
