import type { BundleFiles } from './bundle-files.js';
import { eventFiles } from './check-leaves.js';
import type { CheckLog } from './findings.js';
import { claimedId } from './leaf-row.js';
import { HASH_LENGTH } from './tree.js';

/** How the lines of events/ differ from the leaves of the tree. */
interface Differences {
  /** Index of a leaf whose bytes were changed, by position of its line. */
  altered: Map<number, number>;
  /** Positions of lines that are no leaf of the tree, with the index they stand before. */
  inserted: Map<number, number>;
  missing: number[];
  /** Index of each leaf that stands behind a later one, by position. */
  displaced: Map<number, number>;
}

/** Says for each leaf that is not where and what it should be, what happened to it. */
export async function diagnoseLeaves(
  files: BundleFiles,
  { from, expected, found }: { from: number; expected: Buffer; found: Buffer },
  log: CheckLog,
): Promise<void> {
  const differences = compareHashes(hexHashes(expected), hexHashes(found));
  const positions = new Set([
    ...differences.altered.keys(),
    ...differences.inserted.keys(),
    ...differences.displaced.keys(),
  ]);
  const ids = await idsAt(files, positions);
  const place = (position: number, index: number) => {
    const id = ids.get(position);
    return id === undefined ? { index: from + index } : { index: from + index, id };
  };
  for (const [position, index] of differences.altered) {
    log.fail('leaf_altered', 'the bytes of this leaf are not those in the tree', place(position, index));
  }
  for (const [position, index] of differences.inserted) {
    log.fail(
      'leaf_inserted',
      'this line is no leaf of the tree; it stands before the index given',
      place(position, index),
    );
  }
  for (const [position, index] of differences.displaced) {
    log.fail('order_changed', 'this leaf stands behind a later one', place(position, index));
  }
  reportMissing(differences.missing, { from, count: expected.length / HASH_LENGTH }, log);
}

/** Leaves that are gone up to the very end are a cut tail; it is one finding however long it is. */
function reportMissing(
  missing: readonly number[],
  { from, count }: { from: number; count: number },
  log: CheckLog,
): void {
  let kept = missing.length;
  for (let end = count - 1; kept > 0 && missing[kept - 1] === end; end--) kept--;
  const cut = missing.length - kept;
  for (const index of missing.slice(0, kept)) {
    log.fail('leaf_missing', 'this leaf of the tree is not in the bundle', { index: from + index });
  }
  if (cut > 0) log.fail('tail_cut', `the last ${cut} leaves are not in the bundle`, { index: from + count - cut });
}

function compareHashes(expected: readonly string[], found: readonly string[]): Differences {
  const indexOf = new Map(expected.map((hash, index) => [hash, index]));
  const present = new Set(found);
  const missing = new Set(expected.keys());
  for (const [index, hash] of expected.entries()) if (present.has(hash)) missing.delete(index);
  const differences: Differences = { altered: new Map(), inserted: new Map(), missing: [], displaced: new Map() };
  let next = 0;
  let highest = -1;
  for (const [position, hash] of found.entries()) {
    const index = indexOf.get(hash);
    if (index === undefined) {
      const isAltered = missing.delete(next);
      (isAltered ? differences.altered : differences.inserted).set(position, next);
      if (isAltered) next++;
    } else {
      indexOf.delete(hash);
      if (index < highest) differences.displaced.set(position, index);
      highest = Math.max(highest, index);
      next = index + 1;
    }
  }
  return { ...differences, missing: [...missing] };
}

function hexHashes(hashes: Buffer): string[] {
  const count = hashes.length / HASH_LENGTH;
  return Array.from({ length: count }, (_, i) => hashes.toString('hex', i * HASH_LENGTH, (i + 1) * HASH_LENGTH));
}

async function idsAt(files: BundleFiles, positions: ReadonlySet<number>): Promise<Map<number, string>> {
  const ids = new Map<number, string>();
  let position = 0;
  for (const file of eventFiles(files)) {
    for await (const lines of files.lineBatches(file)) {
      for (const line of lines) {
        const id = positions.has(position) ? claimedId(line) : undefined;
        if (id !== undefined) ids.set(position, id);
        position++;
      }
    }
  }
  return ids;
}
