import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { generateNoteKey } from '../note/note-signer.js';
import { dsseEncoding, signDsse } from './dsse.js';

const TYPE = 'http://example.com/HelloWorld';

describe('DSSE', () => {
  it('encodes the example of the protocol text', () => {
    const encoded = dsseEncoding(TYPE, Buffer.from('hello world')).toString();
    expect(encoded).toBe('DSSEv1 29 http://example.com/HelloWorld 11 hello world');
  });

  it('counts bytes, not characters', () => {
    expect(dsseEncoding('\u00e9', Buffer.from('\u00e9')).toString()).toBe('DSSEv1 2 \u00e9 2 \u00e9');
  });

  it('signs the encoding, so that a signature of one type is none of another', () => {
    const { privateKey } = generateNoteKey('k');
    const payload = Buffer.from('hello');
    const signature = Buffer.from(signDsse(TYPE, payload, privateKey), 'base64');
    const isValid = (type: string): boolean =>
      verify(null, dsseEncoding(type, payload), createPublicKey(privateKey), signature);
    expect([isValid(TYPE), isValid('other')]).toEqual([true, false]);
  });
});
