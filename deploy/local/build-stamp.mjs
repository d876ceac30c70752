// Is what was built still what is there? Asked before nx is, since nx alone takes a second or two to say so.
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const sources = ['libs', 'services', 'deploy'];
const settings = ['package-lock.json', 'tsconfig.base.json', 'nx.json'];
const notSources = new Set(['node_modules', 'dist', 'coverage']);
const stampPath = ['.cache', 'build-stamp'];

function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) yield path;
    else if (!notSources.has(entry.name) && !entry.name.startsWith('.')) yield* filesBelow(path);
  }
}

function* outputsBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) yield join(folder, entry.name, 'dist');
  }
}

function stateOf(path) {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return stat ? `${path} ${stat.size} ${stat.mtimeMs}` : `${path} missing`;
}

function digestOf(root, pathsBelow, others = []) {
  const paths = [...sources.flatMap((folder) => [...pathsBelow(join(root, folder))]), ...others];
  return createHash('sha256').update(paths.map(stateOf).join('\n')).digest('hex');
}

/** Names, sizes and times of everything that goes into a build. Take it before building: what changes meanwhile is built next time. */
export function sourceState(root) {
  return digestOf(
    root,
    filesBelow,
    settings.map((name) => join(root, name)),
  );
}

/** Keeps what a build was made from, and which outputs it left. */
export function stampBuild(root, state) {
  const path = join(root, ...stampPath);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${state} ${digestOf(root, outputsBelow)}\n`);
}

/** True when neither sources nor outputs have changed since the stamp. */
export function isBuilt(root, state) {
  try {
    return readFileSync(join(root, ...stampPath), 'utf8') === `${state} ${digestOf(root, outputsBelow)}\n`;
  } catch {
    return false;
  }
}
