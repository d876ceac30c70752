import { describe, expect, it } from '@jest/globals';
import { canonicalJson, parseStrictJson } from '@countersign/evidence';
import fc from 'fast-check';
import { parseCanonicalJson } from './parse-canonical-json.js';

const codeOf = (text: string) => {
  const result = parseCanonicalJson(Buffer.from(text));
  return result.ok ? 'accepted' : result.refusal.reasonCode;
};

/** The definition, without any short cut: strictly parsed, and equal to its canonical form. */
function isCanonical(text: string): boolean {
  const json = parseStrictJson(Buffer.from(text));
  return json.ok && canonicalJson(json.value) === text;
}

describe('parsing canonical JSON', () => {
  it('accepts what is in RFC 8785 form', () => {
    for (const text of [
      '{}',
      '[]',
      'null',
      '"\u20ac"',
      '{"":1,"a":2}',
      '{"10":1,"9":2}',
      '{"a":[1,{"b":0.5}]}',
      '1e+30',
    ])
      expect([text, codeOf(text)]).toEqual([text, 'accepted']);
  });

  it('refuses valid JSON in another form', () => {
    for (const text of ['{ }', '{"b":1,"a":2}', '{"9":1,"10":2}', '1.0', '-0', '1E30', '"\\u0041"', '"\\/"', '[1, 2]'])
      expect([text, codeOf(text)]).toEqual([text, 'leaf_not_canonical']);
  });

  it('refuses what two parsers could read differently', () => {
    const nested = '['.repeat(65) + ']'.repeat(65);
    const texts = ['{"a":1,"a":1}', '9007199254740992', '"\\ud800"', '{"__proto__":1}', nested, '{', '', '\ufeff{}'];
    for (const text of texts) expect([text, codeOf(text)]).toEqual([text, 'leaf_not_json']);
  });

  it('refuses bytes that are no UTF-8', () => {
    expect(parseCanonicalJson(Buffer.from([0x22, 0xff, 0x22])).ok).toBe(false);
  });

  it('decides as the definition does, for canonical text and for text that nearly is', () => {
    const canonical = fc.json({ maxDepth: 4 }).map((text) => canonicalJson(JSON.parse(text) as unknown));
    const spoiled = fc
      .tuple(canonical, fc.nat(), fc.constantFrom(' ', '0', '1', '\\ud800', '"a":1,', '-', '{', '"', 'e9'))
      .map(([text, at, extra]) => text.slice(0, at % (text.length + 1)) + extra + text.slice(at % (text.length + 1)));
    fc.assert(
      fc.property(fc.oneof(canonical, spoiled, fc.json()), (text) => {
        expect(parseCanonicalJson(Buffer.from(text)).ok).toBe(isCanonical(text));
      }),
      { numRuns: 2_000 },
    );
  });
});
