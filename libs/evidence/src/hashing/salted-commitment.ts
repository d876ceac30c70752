import { digestOfBytes, type Digest } from './digest.js';

/**
 * SHA-256(salt || bytes). The leaf holds only this; destroying bytes and salt erases the content and the tree stays
 * whole. The salt must be 32 random bytes, else guessable content could be found by trying.
 */
export function saltedCommitment(salt: Uint8Array, bytes: Uint8Array): Digest {
  return digestOfBytes(Buffer.concat([salt, bytes]));
}
