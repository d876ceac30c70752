import { createHash } from 'node:crypto';

/** `sha256:<hex>` of a bearer secret: the only form in which it is looked up or kept. */
export function secretDigest(secret: string): string {
  return `sha256:${createHash('sha256').update(secret).digest('hex')}`;
}
