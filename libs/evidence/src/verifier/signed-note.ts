import { isUtf8 } from 'node:buffer';
import { verify } from 'node:crypto';
import { bytesOfBase64 } from './bytes.js';
import type { SigningKey } from './signing-keys.js';

export interface NoteSignature {
  key: SigningKey;
  /** Seconds since 1970 as stated by a cosignature. */
  time?: number;
}

/** A note taken apart. Which signatures it needs is for the caller to say. */
export interface SignedNote {
  text: string;
  good: NoteSignature[];
  /** Signers whose key we have and whose signature does not verify. */
  bad: string[];
  /** Signers whose key we do not have. */
  unknown: string[];
}

const MAX_NOTE_BYTES = 1_000_000;
const LINE = /^\u2014 ([^\s+]+) (\S+)$/u;

/** Undefined if it is no C2SP signed note. */
export function readSignedNote(bytes: Buffer, keys: readonly SigningKey[]): SignedNote | undefined {
  const whole = bytes.length > MAX_NOTE_BYTES || !isUtf8(bytes) ? '' : bytes.toString('utf8');
  const split = whole.lastIndexOf('\n\n');
  if (split < 0 || !whole.endsWith('\n')) return undefined;
  const note: SignedNote = { text: whole.slice(0, split + 1), good: [], bad: [], unknown: [] };
  for (const line of whole.slice(split + 2, -1).split('\n')) {
    const signature = readSignature(line);
    if (signature === undefined) return undefined;
    judge(note, signature, keys);
  }
  return note;
}

function readSignature(line: string): { name: string; payload: Buffer } | undefined {
  const [, name = '', encoded = ''] = LINE.exec(line) ?? [];
  const payload = bytesOfBase64(encoded);
  return payload === undefined || payload.length < 5 ? undefined : { name, payload };
}

function judge(
  note: SignedNote,
  { name, payload }: { name: string; payload: Buffer },
  keys: readonly SigningKey[],
): void {
  const id = payload.toString('hex', 0, 4);
  const key = keys.find((known) => known.name === name && known.id === id);
  if (key === undefined) {
    note.unknown.push(name);
    return;
  }
  const signature = key.isCosigner ? cosigned(note.text, key, payload) : signed(note.text, key, payload);
  if (signature === undefined) note.bad.push(name);
  else note.good.push(signature);
}

function signed(text: string, key: SigningKey, payload: Buffer): NoteSignature | undefined {
  return verify(null, Buffer.from(text), key.key, payload.subarray(4)) ? { key } : undefined;
}

/** tlog-cosignature v1: the time stands before the signature and is signed with the text. */
function cosigned(text: string, key: SigningKey, payload: Buffer): NoteSignature | undefined {
  if (payload.length !== 4 + 8 + 64) return undefined;
  const time = payload.readBigUInt64BE(4);
  const message = Buffer.from(`cosignature/v1\ntime ${time}\n${text}`);
  return verify(null, message, key.key, payload.subarray(12)) ? { key, time: Number(time) } : undefined;
}
