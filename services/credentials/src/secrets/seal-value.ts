import { CompactEncrypt, importJWK, type JWK } from 'jose';

/** Encrypts a value to the key that the requester made for this one request (compact JWE, ECDH-ES on X25519, A256GCM). */
export async function sealValue(value: string, oneTimeKey: JWK): Promise<string> {
  const key = await importJWK(oneTimeKey, 'ECDH-ES');
  return new CompactEncrypt(new TextEncoder().encode(value))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' })
    .encrypt(key);
}
