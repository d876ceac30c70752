import { describe, expect, it } from '@jest/globals';
import { formatCheckpoint } from './checkpoint.js';
import { createCosigner } from './cosignature.js';
import { privateKeyOfSeed } from './ed25519.js';
import { formatNote, openNote, type NoteResult } from './note.js';
import { createNoteSigner, generateNoteKey } from './note-signer.js';
import { createNoteVerifier, type NoteVerifier } from './note-verifier.js';

const verifierOf = (vkey: string): NoteVerifier => {
  const result = createNoteVerifier(vkey);
  if (!result.ok) throw new Error(result.refusal.message);
  return result.verifier;
};
const reasonOf = (result: NoteResult): string => (result.ok ? 'opened' : result.refusal.reasonCode);

const FOO = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const FOO_TEXT = 'This is an example message.\n';
const FOO_LINE =
  '\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';
const foo = verifierOf(FOO);

describe('openNote', () => {
  it('opens the example of the signed-note specification', () => {
    const result = openNote(formatNote(FOO_TEXT, [FOO_LINE]), [foo]);
    const signatures = [{ name: 'example.com/foo', keyId: '530d903a', type: 1 }];
    expect(result).toEqual({ ok: true, note: { text: FOO_TEXT, signatures, unknown: [] } });
  });

  it('opens a production note of the Go checksum database', () => {
    const text = 'go.sum database tree\n35225469\nvt5T6GaLCXvyHFl9VUvvItR43XZxfLgftEcTyO3eJCQ=\n';
    const line =
      '\u2014 sum.golang.org Az3grpukl5AXaVfYkLiDGORx/DN2nlcS5kZHR5uYOBV2KA2HgXpD+gu9HHONebHLAyaKbbTM75QTtPydhKCExixSfwQ=\n';
    const verifier = verifierOf('sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8');
    expect(reasonOf(openNote(Buffer.from(formatNote(text, [line])), [verifier]))).toBe('opened');
  });

  it('opens what a signer signed, beside signatures of signers it does not know', () => {
    const [ours, theirs] = [generateNoteKey('ours.example/log'), generateNoteKey('theirs')];
    const lines = [createNoteSigner(theirs).sign('text\n\nmore\n'), createNoteSigner(ours).sign('text\n\nmore\n')];
    const result = openNote(formatNote('text\n\nmore\n', lines), [verifierOf(ours.vkey)]);
    expect(result.ok && [result.note.text, result.note.unknown]).toEqual(['text\n\nmore\n', ['theirs']]);
  });

  it('refuses a note that no known key signed', () => {
    const other = verifierOf(generateNoteKey('example.com/foo').vkey);
    expect(reasonOf(openNote(formatNote(FOO_TEXT, [FOO_LINE]), [other]))).toBe('note_no_known_signature');
    expect(reasonOf(openNote(formatNote(FOO_TEXT, [FOO_LINE]), []))).toBe('note_no_known_signature');
  });

  it('refuses the note if one signature of a known key is bad, however many others are good', () => {
    const [good, bad] = [generateNoteKey('good'), generateNoteKey('bad')];
    const lines = [createNoteSigner(good).sign('text\n'), createNoteSigner(bad).sign('other text\n')];
    const result = openNote(formatNote('text\n', lines), [verifierOf(good.vkey), verifierOf(bad.vkey)]);
    expect(reasonOf(result)).toBe('note_signature_invalid');
  });

  it('refuses the note whichever bit of text or signature is flipped', () => {
    const note = Buffer.from(formatNote(FOO_TEXT, [FOO_LINE]));
    for (let i = 0; i < note.length * 8; i++) {
      const flipped = Buffer.from(note);
      flipped[i >> 3] = (flipped[i >> 3] as number) ^ (1 << (i & 7));
      expect(reasonOf(openNote(flipped, [foo]))).not.toBe('opened');
    }
  });

  it.each([
    ['no blank line', `text\n${FOO_LINE}`],
    ['no signature', 'text\n\n'],
    ['no last newline', formatNote(FOO_TEXT, [FOO_LINE]).slice(0, -1)],
    ['a control character', formatNote('te\tx\u0000t\n', [FOO_LINE])],
    ['text between signatures', formatNote(FOO_TEXT, [FOO_LINE, 'x\n', FOO_LINE])],
    ['a name with a plus sign', formatNote(FOO_TEXT, [FOO_LINE.replace('foo', 'f+o')])],
    ['unpadded base64', formatNote(FOO_TEXT, [FOO_LINE.replace('=', '')])],
    ['a lone surrogate', formatNote('\ud800\n', [FOO_LINE])],
    ['more than a hundred signatures', formatNote(FOO_TEXT, Array<string>(101).fill(FOO_LINE))],
  ])('refuses a note with %s', (_, note) => {
    expect(reasonOf(openNote(note, [foo]))).toBe('note_malformed');
  });

  it('takes sixteen signatures and more, and refuses a huge note', () => {
    expect(reasonOf(openNote(formatNote(FOO_TEXT, Array<string>(100).fill(FOO_LINE)), [foo]))).toBe('opened');
    expect(reasonOf(openNote('x'.repeat(1_000_001), [foo]))).toBe('note_too_large');
  });
});

describe('a cosignature', () => {
  const root = Buffer.from('rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=', 'base64');
  const text = formatCheckpoint({ origin: 'example.com/log/testdata', size: 15, root });
  const seed = Buffer.from('AeadRiG7XM4XiieCHzD8lxysXMwcViy5nYsoXURWGrlE', 'base64').subarray(1);
  const cosigner = createCosigner({ name: 'Wit1', privateKey: privateKeyOfSeed(seed) });
  const line =
    '\u2014 Wit1 mz+y1QAAAABkGFDLi4zi/+2kU/5P/4hpCkNoBjvoRHwqkmsDuocW+0ObiIxdYaW7bwTBaMLGHYwvM5lh63uUblihMBNMSJQRd2V3AQ==\n';

  it('has the key id and the bytes of the known example', () => {
    expect(cosigner.vkey).toBe('Wit1+9b3fb2d5+BFhZSmQj9+SoL+p/nN0Hh76xXmF7QcHfytUrI1XfSClk');
    expect(cosigner.cosign(text, 1679315147)).toBe(line);
  });

  it('is opened with the time it states', () => {
    const result = openNote(formatNote(text, [line]), [verifierOf(cosigner.vkey)]);
    const signature = { name: 'Wit1', keyId: '9b3fb2d5', type: 4, time: 1679315147 };
    expect(result.ok && result.note.signatures).toEqual([signature]);
  });

  it('is refused over another tree head or with another time', () => {
    const verifier = verifierOf(cosigner.vkey);
    const otherHead = formatNote(text.replace('15', '16'), [line]);
    const otherTime = formatNote(text, [line.replace('AAAABk', 'AAAABl')]);
    for (const note of [otherHead, otherTime])
      expect(reasonOf(openNote(note, [verifier]))).toBe('note_signature_invalid');
  });
});
