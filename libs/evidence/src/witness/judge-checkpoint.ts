import { sha256 } from '../hashing/sha256.js';
import { verifyConsistency } from '../merkle/verify-consistency.js';
import { parseCheckpoint, type Checkpoint } from '../note/checkpoint.js';
import { openNote } from '../note/note.js';
import type { NoteVerifier } from '../note/note-verifier.js';
import { parseAddCheckpoint, type AddCheckpoint } from './add-checkpoint.js';

export interface WitnessedHead {
  size: number;
  root: Buffer;
}

/** `text`: what is to be cosigned once the head is kept. Otherwise the HTTP status to refuse with. */
export type Judgement =
  | { status: 200; checkpoint: Checkpoint; text: string }
  | { status: 400 | 403 | 404 | 422; reason: string }
  | { status: 409; size: number };

export interface WitnessKnowledge {
  /** The key of a log by its origin. */
  logs: ReadonlyMap<string, NoteVerifier>;
  /** The largest tree of the log that this witness has cosigned. */
  latest: (origin: string) => WitnessedHead | undefined;
}

const nothing: WitnessedHead = { size: 0, root: sha256(Buffer.alloc(0)) };

/** Reads the origin of a request, before anything in it is believed. */
export function originOf(body: string): string | undefined {
  return parseAddCheckpoint(body)?.note.split('\n', 1)[0];
}

/** Whether a checkpoint may be cosigned (C2SP tlog-witness): signed by a log that we know, and an extension of the one we cosigned last. */
export function judgeCheckpoint(body: string, { logs, latest }: WitnessKnowledge): Judgement {
  const request = parseAddCheckpoint(body);
  if (request === undefined) return { status: 400, reason: 'this is no add-checkpoint request' };
  const origin = originOf(body) ?? '';
  const verifier = logs.get(origin);
  if (verifier === undefined) return { status: 404, reason: 'this witness does not know the log' };
  const opened = openNote(request.note, [verifier]);
  if (!opened.ok) return { status: 403, reason: opened.refusal.message };
  const parsed = parseCheckpoint(opened.note.text);
  if (!parsed.ok) return { status: 400, reason: parsed.refusal.message };
  return judgeGrowth(request, parsed.checkpoint, { known: latest(origin) ?? nothing, text: opened.note.text });
}

function judgeGrowth(
  { oldSize, proof }: AddCheckpoint,
  checkpoint: Checkpoint,
  { known, text }: { known: WitnessedHead; text: string },
): Judgement {
  const { size, root } = checkpoint;
  if (oldSize > size) return { status: 400, reason: 'the old size is larger than the checkpoint' };
  if (oldSize !== known.size) return { status: 409, size: known.size };
  const extended =
    known.size === 0
      ? proof.length === 0 && (size > 0 || root.equals(known.root))
      : verifyConsistency({
          ...{ oldSize: BigInt(known.size), newSize: BigInt(size), oldRoot: known.root, newRoot: root },
          path: proof,
        });
  if (!extended) return { status: 422, reason: 'the tree does not extend the one that was cosigned before' };
  return { status: 200, checkpoint, text };
}
