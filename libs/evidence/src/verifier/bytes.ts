import { hash } from 'node:crypto';

/** Hashes the parts as if they were one. */
export function sha256Of(...parts: readonly Uint8Array[]): Buffer {
  const whole = parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts);
  // Made from a string the buffer comes out of the pool, which is much cheaper than one that the hash allocates.
  return Buffer.from(hash('sha256', whole, 'binary'), 'binary');
}

/** Standard alphabet with padding, in its one exact spelling; undefined otherwise. */
export function bytesOfBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}

export function isSameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.compare(left, right) === 0;
}
