import { createHash } from 'node:crypto';

/** Only digests of tokens and codes are given to services. */
export function sha256Digest(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
