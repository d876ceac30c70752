import { describe, expect, it } from '@jest/globals';
import { privateKeyOfSeed } from './ed25519.js';
import { createNoteSigner, generateNoteKey } from './note-signer.js';
import { formatVkey, parseVkey, vkeyOf } from './vkey.js';

const PUBLISHED = [
  'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
  'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8',
  'example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx',
  'remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2',
];
const reasonOf = (text: string): string => {
  const result = parseVkey(text);
  return result.ok ? 'accepted' : result.refusal.reasonCode;
};

describe('a vkey', () => {
  it.each(PUBLISHED)('is read and written back: %s', (text) => {
    const result = parseVkey(text);
    expect(result.ok && formatVkey(result.vkey)).toBe(text);
  });

  it('belongs to the signing key of the Go examples', () => {
    const seed = Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1);
    const { vkey } = createNoteSigner({ name: 'PeterNeumann', privateKey: privateKeyOfSeed(seed) });
    expect(vkey).toMatch(/^PeterNeumann\+c74f20a3\+/);
  });

  it('is refused once any of its characters is changed or missing', () => {
    for (const text of PUBLISHED) {
      for (let i = 0; i < text.length; i++) {
        expect(reasonOf(text.slice(0, i) + text.slice(i + 1))).not.toBe('accepted');
        expect(reasonOf(`${text.slice(0, i)}${text[i] === 'A' ? 'B' : 'A'}${text.slice(i + 1)}`)).not.toBe('accepted');
      }
    }
  });

  it.each([
    ['vkey_malformed', ''],
    ['vkey_malformed', 'a b+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'],
    ['vkey_malformed', '+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'],
    ['vkey_malformed', 'a+530d903a+AQ=='],
    ['vkey_wrong_id', 'example.com/fox+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'],
    ['vkey_unsupported_type', 'example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'],
  ])('is refused as %s: %s', (reason, text) => {
    expect(reasonOf(text)).toBe(reason);
  });

  it('is fresh for each generated key and refuses names that a note could not carry', () => {
    expect(generateNoteKey('log').vkey).not.toBe(generateNoteKey('log').vkey);
    for (const name of ['', 'a b', 'a+b', 'a\nb', 'a\u2003b', 'a\u0085b', '\ud800']) {
      expect(() => vkeyOf(name, 1, Buffer.alloc(32))).toThrow(RangeError);
    }
  });
});
