import { describe, expect, it } from '@jest/globals';
import { CompactEncrypt, importJWK } from 'jose';
import { x25519Keys } from './x25519-keys.js';

const seal = async (value: string, jwk: { kty: string; crv: string; x: string }, alg = 'ECDH-ES') =>
  new CompactEncrypt(Buffer.from(value)).setProtectedHeader({ alg, enc: 'A256GCM' }).encrypt(await importJWK(jwk, alg));

describe('x25519Keys', () => {
  it('opens what was sealed to the public half', async () => {
    const key = x25519Keys.create();
    expect(await key.open(await seal('secret', key.publicJwk))).toBe('secret');
  });

  it('opens nothing that was sealed to another key', async () => {
    const sealed = await seal('secret', x25519Keys.create().publicJwk);
    await expect(x25519Keys.create().open(sealed)).rejects.toThrow();
  });

  it('accepts no other way of agreeing on a key', async () => {
    const key = x25519Keys.create();
    await expect(key.open(await seal('secret', key.publicJwk, 'ECDH-ES+A256KW'))).rejects.toThrow();
  });
});
