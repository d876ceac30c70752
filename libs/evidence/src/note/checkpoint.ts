import { HASH_BYTES } from '../merkle/merkle-hash.js';
import { decodeBase64 } from './strict-base64.js';
import { isNoteName } from './vkey.js';

/** A tree head: which log, how many leaves, which root (C2SP tlog-checkpoint). It states no time. */
export interface Checkpoint {
  origin: string;
  size: number;
  root: Buffer;
}

export type CheckpointResult =
  | { ok: true; checkpoint: Checkpoint }
  | { ok: false; refusal: { reasonCode: 'checkpoint_malformed'; message: string } };

/** The note text; sign it with createNoteSigner and join with formatNote. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  if (!isNoteName(origin)) throw new RangeError('an origin has no spaces and no plus sign and is not empty');
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError(`${size} is no tree size`);
  if (root.length !== HASH_BYTES) throw new RangeError('a root has 32 bytes');
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}

/** Reads a note text that openNote has verified. Extension lines may follow; they are passed over. */
export function parseCheckpoint(text: string): CheckpointResult {
  const lines = text.split('\n');
  if (lines.pop() !== '' || lines.length < 3 || lines.includes('')) return refuse('lines are missing or empty');
  const [origin, sizeText, rootText] = lines as [string, string, string];
  const [size, root] = [parseSize(sizeText), decodeBase64(rootText)];
  if (!isNoteName(origin)) return refuse('the origin is malformed');
  if (size === undefined) return refuse('the size is malformed');
  if (root?.length !== HASH_BYTES) return refuse('the root is malformed');
  return { ok: true, checkpoint: { origin, size, root } };
}

/** Decimal without leading zeros, and small enough for a number; otherwise undefined. */
export function parseSize(text: string): number | undefined {
  const size = /^(?:0|[1-9][0-9]{0,15})$/.test(text) ? Number(text) : NaN;
  return Number.isSafeInteger(size) ? size : undefined;
}

function refuse(message: string): CheckpointResult {
  return { ok: false, refusal: { reasonCode: 'checkpoint_malformed', message } };
}
