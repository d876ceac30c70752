import { hash } from 'node:crypto';

/**
 * SHA-256 of the bytes, 32 bytes. By way of a binary string, because a buffer made from one comes out of the pool: that
 * halves the cost of a hash, which is mostly that of allocating memory outside the heap.
 */
export function sha256(bytes: Uint8Array): Buffer {
  return Buffer.from(hash('sha256', bytes, 'binary'), 'binary');
}
