import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { CompactRange } from '../merkle/compact-range.js';
import { consistencyPath } from '../merkle/consistency-path.js';
import { inclusionPath } from '../merkle/inclusion-path.js';
import { leafHash } from '../merkle/merkle-hash.js';
import { verifyConsistency } from '../merkle/verify-consistency.js';
import { parseCheckpoint, type Checkpoint } from './checkpoint.js';
import { openNote } from './note.js';
import { createNoteVerifier } from './note-verifier.js';

const LOG = fileURLToPath(new URL('../../../../../shared/vectors/tessera-log/', import.meta.url));
const hasLog = existsSync(LOG);
const whenHere = hasLog ? it : it.skip;
const SKIPPED = hasLog ? '' : ' (skipped: ../shared/vectors/tessera-log is not here)';
const SIZE = 15;

function checkpointAt(size: number): Checkpoint {
  const known = createNoteVerifier('example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx');
  const opened = openNote(readFileSync(`${LOG}checkpoint.${size}`), known.ok ? [known.verifier] : []);
  const parsed = opened.ok ? parseCheckpoint(opened.note.text) : opened;
  if (!parsed.ok) throw new Error(parsed.refusal.message);
  return parsed.checkpoint;
}

/** An entry bundle repeats: length in two bytes, big-endian, then the entry. */
function leafHashes(): Buffer[] {
  const bundle = readFileSync(`${LOG}tile/entries/000.p/${SIZE}`);
  const hashes: Buffer[] = [];
  for (let at = 0; at < bundle.length;) {
    const end = at + 2 + bundle.readUInt16BE(at);
    hashes.push(leafHash(bundle.subarray(at + 2, end)));
    at = end;
  }
  return hashes;
}

describe('the published log of Tessera', () => {
  whenHere(`has at each of its 16 sizes a signed checkpoint over the root we compute${SKIPPED}`, () => {
    const range = new CompactRange();
    const hashes = leafHashes();
    for (let size = 0; size <= SIZE; size++) {
      if (size > 0) range.append(hashes[size - 1] as Buffer);
      expect(checkpointAt(size)).toEqual({ origin: 'example.com/log/testdata', size, root: range.root() });
    }
  });

  whenHere(`is proved by us to be consistent between any two of its checkpoints${SKIPPED}`, async () => {
    for (let newSize = 1; newSize <= SIZE; newSize++) {
      for (let oldSize = 1; oldSize <= newSize; oldSize++) {
        const path = await consistencyPath(leafHashes(), oldSize, newSize);
        const [older, newer] = [checkpointAt(oldSize), checkpointAt(newSize)];
        const sizes = { oldSize: BigInt(oldSize), newSize: BigInt(newSize) };
        expect(verifyConsistency({ ...sizes, oldRoot: older.root, newRoot: newer.root, path })).toBe(true);
      }
    }
  });

  whenHere(`has the published inclusion path of its leaf 2${SKIPPED}`, async () => {
    const path = await inclusionPath(leafHashes(), 2, SIZE);
    expect(path.map((hash) => hash.toString('base64'))).toEqual([
      '9xWrP6pdBx5uKsS7mU1b9zWUPcw3mdoNCF55gM+5M2o=',
      'T1X2GdkhUjV3iyufF9b0kVsWFxIU0VI4EpNml2Teci4=',
      'g0ZoeYWtIV8Q8i+4CmgqPnBvH2il107lyCgTQsyB7H4=',
      '5jLpqTgjsBDSEX6SgZiRnbTMdTuRd8bQ5tSsAOxe0Ks=',
    ]);
  });
});
