import { sha256 } from '../hashing/sha256.js';

/** Bytes of every hash in the tree. */
export const HASH_BYTES = 32;

/** RFC 6962 section 2.1: the root of a tree without leaves is the hash of nothing. */
export const EMPTY_ROOT: Buffer = sha256(new Uint8Array(0));

const nodeInput = Buffer.alloc(1 + 2 * HASH_BYTES, 0x01);

/** RFC 6962 section 2.1: SHA-256(0x00 || entry). */
export function leafHash(bytes: Uint8Array): Buffer {
  const input = Buffer.allocUnsafe(1 + bytes.length);
  input[0] = 0x00;
  input.set(bytes, 1);
  return sha256(input);
}

/** RFC 6962 section 2.1: SHA-256(0x01 || left || right). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  if (left.length !== HASH_BYTES || right.length !== HASH_BYTES)
    throw new RangeError('a node hash joins two hashes of 32 bytes');
  nodeInput.set(left, 1);
  nodeInput.set(right, 1 + HASH_BYTES);
  return sha256(nodeInput);
}
