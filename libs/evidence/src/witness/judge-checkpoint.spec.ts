import { describe, expect, it } from '@jest/globals';
import { leafHash } from '../merkle/merkle-hash.js';
import { CompactRange } from '../merkle/compact-range.js';
import { consistencyPath } from '../merkle/consistency-path.js';
import { formatCheckpoint } from '../note/checkpoint.js';
import { createNoteSigner, generateNoteKey } from '../note/note-signer.js';
import { createNoteVerifier, type NoteVerifier } from '../note/note-verifier.js';
import { formatNote } from '../note/note.js';
import { formatAddCheckpoint, parseAddCheckpoint } from './add-checkpoint.js';
import { judgeCheckpoint, type WitnessedHead } from './judge-checkpoint.js';

const origin = 'log.example/acme';
const key = generateNoteKey(origin);
const hashes = Array.from({ length: 12 }, (_, nth) => leafHash(Buffer.from(`leaf ${nth}`)));

function verifierOf(vkey: string): NoteVerifier {
  const created = createNoteVerifier(vkey);
  if (!created.ok) throw new Error(created.refusal.message);
  return created.verifier;
}

function rootAt(size: number, leaves = hashes): Buffer {
  const range = new CompactRange();
  for (const hash of leaves.slice(0, size)) range.append(hash);
  return range.root();
}

function noteAt(size: number, root = rootAt(size), signer = key): string {
  const text = formatCheckpoint({ origin, size, root });
  return formatNote(text, [createNoteSigner(signer).sign(text)]);
}

const ask = async (oldSize: number, size: number, note = noteAt(size)) =>
  formatAddCheckpoint({ oldSize, proof: await consistencyPath(hashes, oldSize, size), note });

const knowing = (known?: WitnessedHead) => ({ logs: new Map([[origin, verifierOf(key.vkey)]]), latest: () => known });
const at = (size: number): WitnessedHead => ({ size, root: rootAt(size) });

describe('an add-checkpoint request', () => {
  it('is read as it was written', async () => {
    const body = await ask(5, 9);
    expect(formatAddCheckpoint(parseAddCheckpoint(body) as never)).toBe(body);
  });

  it.each(['', 'old 1\n', 'old x\n\nnote', 'new 1\n\nnote', 'old 01\n\nnote', 'old 1\nnot base64!\n\nnote'])(
    'is not %j',
    (body) => {
      expect(judgeCheckpoint(body, knowing()).status).toBe(400);
    },
  );
});

describe('a witness', () => {
  it('cosigns the first checkpoint of a log, and one that extends what it cosigned', async () => {
    expect(judgeCheckpoint(await ask(0, 5), knowing())).toMatchObject({ status: 200, checkpoint: { size: 5 } });
    expect(judgeCheckpoint(await ask(5, 9), knowing(at(5)))).toMatchObject({ status: 200, checkpoint: { size: 9 } });
    expect(judgeCheckpoint(await ask(9, 9), knowing(at(9))).status).toBe(200);
  });

  it('tells the size that it has when the log thinks of another, as after a restored backup', async () => {
    expect(judgeCheckpoint(await ask(5, 9), knowing(at(7)))).toEqual({ status: 409, size: 7 });
    expect(judgeCheckpoint(await ask(5, 6), knowing(at(9)))).toEqual({ status: 409, size: 9 });
    expect(
      judgeCheckpoint(formatAddCheckpoint({ oldSize: 9, proof: [], note: noteAt(6) }), knowing(at(9))).status,
    ).toBe(400);
  });

  it('does not cosign a history that was rewritten, though it is signed by the log', async () => {
    const other = hashes.with(2, leafHash(Buffer.from('another')));
    expect(judgeCheckpoint(await ask(5, 9, noteAt(9, rootAt(9, other))), knowing(at(5))).status).toBe(422);
    expect(judgeCheckpoint(await ask(9, 9, noteAt(9, rootAt(9, other))), knowing(at(9))).status).toBe(422);
    expect(judgeCheckpoint(await ask(0, 0, noteAt(0, rootAt(3))), knowing()).status).toBe(422);
    const unproven = formatAddCheckpoint({ oldSize: 5, proof: [], note: noteAt(9) });
    expect(judgeCheckpoint(unproven, knowing(at(5))).status).toBe(422);
  });

  it('believes no other key, and knows no other log', async () => {
    const forged = await ask(0, 5, noteAt(5, rootAt(5), generateNoteKey(origin)));
    expect(judgeCheckpoint(forged, knowing()).status).toBe(403);
    expect(judgeCheckpoint(await ask(0, 5), { ...knowing(), logs: new Map() }).status).toBe(404);
  });
});
