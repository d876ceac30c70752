import { describe, expect, it } from '@jest/globals';
import { generateKeyPairSync, verify } from 'node:crypto';
import { signValue, verifyValue } from './dsse.js';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const value = { b: 1, a: 'ü' };

describe('signing values', () => {
  it('signs the DSSE encoding of the canonical bytes, with lengths in bytes', () => {
    const signature = Buffer.from(signValue('t/x', value, privateKey), 'base64');
    expect(verify(null, Buffer.from('DSSEv1 3 t/x 16 {"a":"ü","b":1}'), publicKey, signature)).toBe(true);
  });

  it('accepts the same value in another member order, and nothing else', () => {
    const signature = signValue('t/x', value, privateKey);
    const holds = (payloadType: string, signed: unknown) =>
      verifyValue({ payloadType, value: signed, signature }, publicKey);
    expect(holds('t/x', { a: 'ü', b: 1 })).toBe(true);
    expect(holds('t/x', { a: 'ü', b: 2 })).toBe(false);
    expect(holds('t/y', value)).toBe(false);
  });

  it('refuses a signature of another key', () => {
    const other = generateKeyPairSync('ed25519');
    const signature = signValue('t/x', value, other.privateKey);
    expect(verifyValue({ payloadType: 't/x', value, signature }, publicKey)).toBe(false);
  });
});
