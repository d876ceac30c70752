import { describe, expect, it } from '@jest/globals';
import { hasHiddenCharacters, hiddenTextIn, upstreamToolDefinition } from './upstream-tool.js';

describe('text that people read before a model does', () => {
  it.each([
    ['a zero-width space', 'read\u200bonly'],
    ['a right-to-left override', 'safe\u202etxt'],
    ['a tag character', `hi\u{e0041}`],
    ['a variation selector that carries data', `hi\u{e0101}`],
    ['a control character', 'a\u0007b'],
    ['a soft hyphen', 'dan\u00adgerous'],
    ['a filler', 'a\u3164b'],
  ])('is found out with %s', (_, text) => {
    expect(hasHiddenCharacters(text)).toBe(true);
  });

  it.each(['Reads logs.\nOne line each.', 'Größe in µm, naïve façade', '日本語の説明', 'done ✔', 'عربى'])(
    'passes as %j',
    (text) => {
      expect(hasHiddenCharacters(text)).toBe(false);
    },
  );

  it('is looked for in every name and value of a definition', () => {
    expect(hiddenTextIn({ a: { b: ['ok', 'x\u200b'] } })).toBe('/a/b/1');
    expect(hiddenTextIn({ 'a\u200b': 1 })).toBe('/a?');
    expect(hiddenTextIn({ a: { b: 'ok' }, n: 1, z: null })).toBeNull();
  });
});

describe('what a pin covers', () => {
  it('is everything that the server says of a tool, but what the protocol keeps for itself', () => {
    const tool = { name: 'a', description: 'b', annotations: { readOnlyHint: true }, icons: [], _meta: { at: 1 } };
    expect(upstreamToolDefinition(tool)).toEqual({
      name: 'a',
      description: 'b',
      annotations: { readOnlyHint: true },
      icons: [],
    });
  });
});
