import { describe, expect, it } from '@jest/globals';
import { guardText } from './guard-text.js';

describe('guardText', () => {
  it('lets plain text, tabs, new lines, letters of other languages and symbols pass', () => {
    for (const text of ['ls -la', 'a\tb\nc', 'echo "größe 日本語 ± €"', 'ls \\\n -la'])
      expect(guardText(text)).toBeUndefined();
  });

  it.each([
    ['carriage return', '\r'],
    ['nul', '\0'],
    ['escape', '\x1b'],
    ['delete', '\x7f'],
    ['next line', '\x85'],
    ['no-break space', '\xa0'],
    ['soft hyphen', '\xad'],
    ['zero width space', '\u200b'],
    ['right-to-left override', '\u202e'],
    ['line separator', '\u2028'],
    ['ideographic space', '\u3000'],
    ['Hangul filler', '\u3164'],
    ['byte order mark', '\ufeff'],
    ['tag character', '\u{e0041}'],
    ['half of a pair', '\ud800'],
    ['braille blank', '\u2800'],
  ])('refuses a %s and says where it stands', (_, character) => {
    expect(guardText(`ls${character}x`)).toMatchObject({ code: 'hidden-character', start: 2 });
  });

  it('refuses a backslash that splits a word over two lines or ends the command', () => {
    expect(guardText('l\\\ns')?.code).toBe('split-word');
    expect(guardText('ls \\')?.code).toBe('split-word');
  });

  it('refuses what is too long or has too many brackets', () => {
    expect(guardText('a'.repeat(8193))?.code).toBe('too-long');
    expect(guardText('('.repeat(129))?.code).toBe('too-complex');
  });
});
