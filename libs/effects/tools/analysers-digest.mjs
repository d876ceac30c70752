#!/usr/bin/env node
/**
 * Writes src/analysers-digest.ts: which analysers these are. It stands in every policy input, so that whoever makes a
 * decision again knows whether the same analysers derive its facts. A spec fails while it is stale.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { join } from 'node:path';

const folder = fileURLToPath(new URL('..', import.meta.url));
const target = 'src/analysers-digest.ts';

/** Of every source that has a say in what is derived, and of the pinned parsers. */
export function analysersDigest() {
  const sources = readdirSync(join(folder, 'src'), { recursive: true })
    .map((name) => `src/${name}`.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts') && name !== target)
    .sort();
  const whole = createHash('sha256');
  for (const name of [...sources, 'package.json'])
    whole.update(`${name} ${sha256(readFileSync(join(folder, name)))}\n`);
  return `sha256:${whole.digest('hex')}`;
}

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const text = `/** Made by tools/analysers-digest.mjs: which analysers these are. */
export const analysersDigest = '${analysersDigest()}';
`;
  writeFileSync(join(folder, target), text);
  console.log(`wrote ${target}`);
}
