import { createHmac, timingSafeEqual } from 'node:crypto';

const macOf = (secret: string, nonce: Uint8Array) => createHmac('sha256', nonce).update(secret, 'utf8').digest();

/** Lets whoever holds a secret ask later whether it is still the one in the store, without saying it: `nonce.mac`, with a nonce of its own for each. */
export function secretTag(secret: string, nonce: Uint8Array): string {
  return `${Buffer.from(nonce).toString('base64url')}.${macOf(secret, nonce).toString('base64url')}`;
}

export function isTagOf(tag: string, secret: string): boolean {
  const [nonce = '', mac = ''] = tag.split('.');
  const given = Buffer.from(mac, 'base64url');
  const right = macOf(secret, Buffer.from(nonce, 'base64url'));
  return given.byteLength === right.byteLength && timingSafeEqual(given, right);
}
