import { hash } from 'node:crypto';
import { canonicalBytes } from '../json/canonical-json.js';

/** A SHA-256 digest as it is written in events and manifests: lower-case hex behind the name of the algorithm. */
export type Digest = `sha256:${string}`;

export function digestOfBytes(bytes: Uint8Array): Digest {
  return `sha256:${hash('sha256', bytes, 'hex')}`;
}

/** Digest of the RFC 8785 form, so that two writers of the same value get the same digest. */
export function digestOfJson(value: unknown): Digest {
  return digestOfBytes(canonicalBytes(value));
}
