import { sha256 } from '../hashing/sha256.js';
import { isWellFormed } from '../json/well-formed.js';
import { ED25519_KEY_BYTES } from './ed25519.js';
import { decodeBase64 } from './strict-base64.js';

/** C2SP signature types that we make and check. */
export const SignatureType = { ED25519: 0x01, COSIGNATURE: 0x04 } as const;
export type SignatureType = (typeof SignatureType)[keyof typeof SignatureType];

/** A C2SP verifier key: who signs, in which way, with which public key. */
export interface Vkey {
  name: string;
  /** First four bytes of SHA-256(name || 0x0A || type || public key), as 8 hex digits. */
  keyId: string;
  type: SignatureType;
  publicKey: Buffer;
}

export type VkeyResult = { ok: true; vkey: Vkey } | { ok: false; refusal: { reasonCode: VkeyReason; message: string } };
export type VkeyReason = 'vkey_malformed' | 'vkey_unsupported_type' | 'vkey_wrong_id';

export function vkeyOf(name: string, type: SignatureType, publicKey: Uint8Array): Vkey {
  if (!isNoteName(name)) throw new RangeError('a key name has no spaces and no plus sign and is not empty');
  return { name, keyId: keyIdOf(name, type, publicKey), type, publicKey: Buffer.from(publicKey) };
}

/** `name+hex8(keyId)+base64(type || public key)` */
export function formatVkey({ name, keyId, type, publicKey }: Vkey): string {
  return `${name}+${keyId}+${Buffer.concat([Buffer.of(type), publicKey]).toString('base64')}`;
}

export function parseVkey(text: string): VkeyResult {
  // The base64 may hold plus signs itself, so only the first two separate.
  const [, name = '', keyId = '', encoded = ''] = /^([^+]*)\+([0-9a-f]{8})\+(.*)$/su.exec(text) ?? [];
  const bytes = decodeBase64(encoded);
  if (bytes === undefined || !isNoteName(name)) return refuse('vkey_malformed', 'this is not name+id+key');
  const [type, publicKey] = [bytes[0], bytes.subarray(1)];
  if (!isSupported(type)) return refuse('vkey_unsupported_type', 'only Ed25519 notes and cosignatures are supported');
  if (publicKey.length !== ED25519_KEY_BYTES) return refuse('vkey_malformed', 'an Ed25519 key has 32 bytes');
  if (keyIdOf(name, type, publicKey) !== keyId) return refuse('vkey_wrong_id', 'the id is not that of name and key');
  return { ok: true, vkey: { name, keyId, type, publicKey } };
}

function isSupported(type: number | undefined): type is SignatureType {
  return type === SignatureType.ED25519 || type === SignatureType.COSIGNATURE;
}

/** Signed-note name: not empty, well-formed, no Unicode space, no plus sign. */
export function isNoteName(name: string): boolean {
  return /^[^\s\p{Cc}+]+$/u.test(name) && isWellFormed(name);
}

function keyIdOf(name: string, type: SignatureType, publicKey: Uint8Array): string {
  return sha256(Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(type), publicKey])).toString('hex', 0, 4);
}

function refuse(reasonCode: VkeyReason, message: string): VkeyResult {
  return { ok: false, refusal: { reasonCode, message } };
}
