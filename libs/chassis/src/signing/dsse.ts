import { canonicalBytes, dsseEncoding, signDsse } from '@countersign/evidence';
import { verify, type KeyObject } from 'node:crypto';

/** Base64 Ed25519 signature over the canonical bytes of `value`; the payload type keeps signatures of one kind from passing as another. */
export function signValue(payloadType: string, value: unknown, key: KeyObject): string {
  return signDsse(payloadType, canonicalBytes(value as never), key);
}

export function verifyValue(
  signed: { payloadType: string; value: unknown; signature: string },
  key: KeyObject,
): boolean {
  const encoded = dsseEncoding(signed.payloadType, canonicalBytes(signed.value as never));
  return verify(null, encoded, key, Buffer.from(signed.signature, 'base64'));
}
