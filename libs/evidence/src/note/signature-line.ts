import { decodeBase64 } from './strict-base64.js';
import { isNoteName } from './vkey.js';

export interface SignatureLine {
  name: string;
  keyId: string;
  /** What follows the key id: the signature, for a cosignature behind its time. */
  payload: Buffer;
}

/** Em dash and space. */
const PREFIX = '\u2014 ';
const KEY_ID_BYTES = 4;

export function signatureLine({ name, keyId }: { name: string; keyId: string }, payload: Uint8Array): string {
  return `${PREFIX}${name} ${Buffer.concat([Buffer.from(keyId, 'hex'), payload]).toString('base64')}\n`;
}

/** Reads a line without its newline; undefined if it is none. */
export function parseSignatureLine(line: string): SignatureLine | undefined {
  if (!line.startsWith(PREFIX)) return undefined;
  const [name, encoded, ...more] = line.slice(PREFIX.length).split(' ');
  const bytes = encoded === undefined ? undefined : decodeBase64(encoded);
  if (name === undefined || !isNoteName(name) || bytes === undefined || more.length > 0) return undefined;
  if (bytes.length <= KEY_ID_BYTES) return undefined;
  return { name, keyId: bytes.toString('hex', 0, KEY_ID_BYTES), payload: bytes.subarray(KEY_ID_BYTES) };
}
