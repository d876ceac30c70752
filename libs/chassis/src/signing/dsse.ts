import { canonicalJson } from '@countersign/evidence';
import { sign, verify, type KeyObject } from 'node:crypto';

/** DSSE v1 pre-authentication encoding; lengths count bytes. */
function preAuthenticationEncoding(payloadType: string, body: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(`DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${body.byteLength} `),
    body,
  ]);
}

function encoded(payloadType: string, value: unknown): Buffer {
  return preAuthenticationEncoding(payloadType, Buffer.from(canonicalJson(value as never)));
}

/** Base64 Ed25519 signature over the canonical bytes of `value`; the payload type keeps signatures of one kind from passing as another. */
export function signValue(payloadType: string, value: unknown, key: KeyObject): string {
  return sign(null, encoded(payloadType, value), key).toString('base64');
}

export function verifyValue(
  signed: { payloadType: string; value: unknown; signature: string },
  key: KeyObject,
): boolean {
  return verify(null, encoded(signed.payloadType, signed.value), key, Buffer.from(signed.signature, 'base64'));
}
