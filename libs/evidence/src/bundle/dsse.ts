import { sign, type KeyObject } from 'node:crypto';

/** DSSE v1.0.2 pre-authentication encoding: what is signed in place of the bare payload. Lengths count bytes. */
export function dsseEncoding(payloadType: string, payload: Uint8Array): Buffer {
  const type = Buffer.from(payloadType, 'utf8');
  const head = `DSSEv1 ${type.length} ${payloadType} ${payload.length} `;
  return Buffer.concat([Buffer.from(head, 'utf8'), payload]);
}

/** Base64 Ed25519 signature over the encoding of type and payload. */
export function signDsse(payloadType: string, payload: Uint8Array, privateKey: KeyObject): string {
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new TypeError('payloads are signed with Ed25519 keys');
  return sign(null, dsseEncoding(payloadType, payload), privateKey).toString('base64');
}
