import { bytesOfBase64 } from './bytes.js';
import { HASH_LENGTH } from './tree.js';

export interface TreeHead {
  origin: string;
  size: number;
  root: Buffer;
}

/** Reads the text of a checkpoint; undefined if it is none. Its signature must have been checked before. */
export function readTreeHead(text: string): TreeHead | undefined {
  const [, origin, size, encoded] = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([^\n]+)\n/.exec(text) ?? [];
  const root = bytesOfBase64(encoded ?? '');
  if (origin === undefined || root?.length !== HASH_LENGTH || !Number.isSafeInteger(Number(size))) return undefined;
  return { origin, size: Number(size), root };
}
