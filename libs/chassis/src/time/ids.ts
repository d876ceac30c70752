import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.js';

/** Makes identifiers; simulations give a seeded one. */
export interface Ids {
  /** `<prefix>_<32 hex>`: a UUIDv7 (RFC 9562) without hyphens, so that ids sort by time. */
  next(prefix: string): string;
  /** Cryptographically random bytes, such as payload salts. */
  bytes(length: number): Buffer;
}

export function randomIds(clock: Clock): Ids {
  return {
    bytes: randomBytes,
    next: (prefix) => {
      const bytes = randomBytes(16);
      bytes.writeUIntBE(clock.now(), 0, 6);
      bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
      bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
      return `${prefix}_${bytes.toString('hex')}`;
    },
  };
}
