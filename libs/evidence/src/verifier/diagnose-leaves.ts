import type { BundleFiles } from './bundle-files.js';
import { eventFiles } from './check-leaves.js';
import type { CheckLog } from './findings.js';
import { statedIds } from './leaf-hashes-file.js';
import { claimedId } from './leaf-row.js';
import type { Place } from './report.js';
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
  const { altered, inserted, displaced, missing } = compareHashes(hexHashes(expected), hexHashes(found));
  const ids = await statedIds(files, { from });
  const claimed = await idsAt(files, new Set(inserted.keys()));
  const leaf = (index: number) => placeOf(from + index, ids[index]);
  for (const index of altered.values())
    log.fail('leaf_altered', 'the bytes of this leaf are not those in the tree', leaf(index));
  for (const [position, index] of inserted) {
    const place = placeOf(from + index, claimed.get(position));
    log.fail('leaf_inserted', 'this line is no leaf of the tree; it stands before the index given', place);
  }
  for (const index of displaced.values()) log.fail('order_changed', 'this leaf stands behind a later one', leaf(index));
  const { gaps, tail } = splitTail(missing, expected.length / HASH_LENGTH);
  for (const index of gaps) log.fail('leaf_missing', 'this leaf of the tree is not in the bundle', leaf(index));
  const [first] = tail;
  if (first !== undefined) log.fail('tail_cut', `the last ${tail.length} leaves are not in the bundle`, leaf(first));
}

function placeOf(index: number, id: string | undefined): Place {
  return id === undefined || id === '' ? { index } : { index, id };
}

/** Leaves that are gone up to the very end are a cut tail; it is one finding however long it is. */
function splitTail(missing: readonly number[], count: number): { gaps: number[]; tail: number[] } {
  let kept = missing.length;
  for (let end = count - 1; kept > 0 && missing[kept - 1] === end; end--) kept--;
  return { gaps: missing.slice(0, kept), tail: missing.slice(kept) };
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

/** What the lines at these positions call themselves. */
async function idsAt(files: BundleFiles, positions: ReadonlySet<number>): Promise<Map<number, string>> {
  const ids = new Map<number, string>();
  let start = 0;
  for (const file of eventFiles(files)) {
    for await (const lines of files.lineBatches(file)) {
      const wanted = [...lines.entries()].filter(([i]) => positions.has(start + i));
      for (const [i, line] of wanted) ids.set(start + i, claimedId(line) ?? '');
      start += lines.length;
    }
  }
  return ids;
}
