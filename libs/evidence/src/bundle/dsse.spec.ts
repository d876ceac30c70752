import { createPublicKey } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { generateNoteKey } from '../note/note-signer.js';
import { dsseEncoding, signDsse, verifyDsse } from './dsse.js';

const TYPE = 'http://example.com/HelloWorld';

describe('DSSE', () => {
  it('encodes the example of the protocol text', () => {
    const encoded = dsseEncoding(TYPE, Buffer.from('hello world')).toString();
    expect(encoded).toBe('DSSEv1 29 http://example.com/HelloWorld 11 hello world');
  });

  it('counts bytes, not characters', () => {
    expect(dsseEncoding('\u00e9', Buffer.from('\u00e9')).toString()).toBe('DSSEv1 2 \u00e9 2 \u00e9');
  });

  it('accepts what was signed and nothing else', () => {
    const { privateKey } = generateNoteKey('k');
    const publicKey = createPublicKey(privateKey);
    const payload = Buffer.from('hello');
    const signature = signDsse(TYPE, payload, privateKey);
    expect(verifyDsse({ payloadType: TYPE, payload, signature }, publicKey)).toBe(true);
    expect(verifyDsse({ payloadType: 'other', payload, signature }, publicKey)).toBe(false);
    expect(verifyDsse({ payloadType: TYPE, payload: Buffer.from('hellp'), signature }, publicKey)).toBe(false);
    expect(verifyDsse({ payloadType: TYPE, payload, signature: 'AAAA' }, publicKey)).toBe(false);
  });
});
