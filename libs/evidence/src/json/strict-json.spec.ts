import { describe, expect, it } from '@jest/globals';
import { parseStrictJson, type StrictJsonResult } from './strict-json.js';

const parse = (text: string | Uint8Array, limits = {}): StrictJsonResult =>
  parseStrictJson(typeof text === 'string' ? Buffer.from(text, 'utf8') : text, limits);

const refusalOf = (text: string | Uint8Array, limits = {}): [string, number] | 'accepted' => {
  const result = parse(text, limits);
  return result.ok ? 'accepted' : [result.refusal.reasonCode, result.refusal.offset];
};

describe('parseStrictJson', () => {
  it.each([
    ['null'],
    ['"a"'],
    [' [1, -2.5e3, 0.1, true, false, null] '],
    ['{"a":{"a":1},"b":[{"a":1},{"a":2}]}'],
    ['"\\ud83d\\ude00"'],
    ['{"text":"a \\"quoted\\" : {brace} \\\\"}'],
    ['9007199254740991'],
    ['-9007199254740991'],
    ['0.12345678901234567890'],
    ['1.7976931348623157e308'],
    ['{"constructor":1,"toString":2}'],
    ['"\u{1F600} é"'],
  ])('reads %s as JSON.parse does', (text) => {
    expect(parse(text)).toEqual({ ok: true, value: JSON.parse(text) });
  });

  it.each([
    ['{"a":1,"b":2,"a":3}', 13],
    ['{"a":1,"\\u0061":3}', 7],
    ['[{"x":{"k":1,"k":1}}]', 13],
    ['{"é":1,"é":2}', 8],
  ])('refuses the duplicate key in %s', (text, offset) => {
    expect(refusalOf(text)).toEqual(['json_duplicate_key', offset]);
  });

  it.each([
    ['9007199254740992', 0],
    ['[-9007199254740993]', 1],
    ['9007199254740993.0', 0],
    ['1e20', 0],
    ['1000000000000000000000000', 0],
    ['[1e400]', 1],
    ['-1e400', 0],
  ])('refuses the number in %s, which a double would change', (text, offset) => {
    expect(refusalOf(text)).toEqual(['json_number_range', offset]);
  });

  it.each([
    ['"\\ud800"', 1],
    ['"\\udc00\\ud800"', 1],
    ['"\\ud800x"', 1],
    ['"\\ud800\\ud800"', 1],
    ['{"\\udfff":1}', 2],
  ])('refuses the lone surrogate in %s', (text, offset) => {
    expect(refusalOf(text)).toEqual(['json_lone_surrogate', offset]);
  });

  it('refuses a surrogate that is encoded as if it were a character', () => {
    expect(refusalOf(Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]))).toEqual(['json_lone_surrogate', 1]);
  });

  it.each([
    [[0x22, 0xff, 0x22], 1],
    [[0x22, 0xc0, 0xaf, 0x22], 1],
    [[0x22, 0xe2, 0x82], 1],
    [[0x22, 0xf4, 0x90, 0x80, 0x80, 0x22], 1],
  ])('refuses invalid UTF-8 %j', (bytes, offset) => {
    expect(refusalOf(Buffer.from(bytes))).toEqual(['json_invalid_utf8', offset]);
  });

  it('refuses a byte order mark', () => {
    expect(refusalOf(Buffer.from([0xef, 0xbb, 0xbf, 0x31]))).toEqual(['json_syntax', 0]);
  });

  it.each([['{"__proto__":{"admin":true}}'], ['{"\\u005f_proto__":1}'], ['{"__proto__":1,"a":2}']])(
    'refuses the key that would reach a prototype in %s',
    (text) => {
      expect(refusalOf(text)).toEqual(['json_forbidden_key', 1]);
      expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
    },
  );

  it('accepts __proto__ where it is only text', () => {
    expect(parse('{"a":"__proto__"}').ok).toBe(true);
  });

  it('counts depth from the outermost bracket and takes 64 levels if not told otherwise', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    expect(refusalOf(nested(64))).toBe('accepted');
    expect(refusalOf(nested(65))).toEqual(['json_too_deep', 64]);
    expect(refusalOf('{"a":[1]}', { maxDepth: 1 })).toEqual(['json_too_deep', 5]);
    expect(refusalOf('{"a":[1]}', { maxDepth: 2 })).toBe('accepted');
    expect(refusalOf('['.repeat(1_000_000), { maxDepth: 1e9 })).toEqual(['json_too_deep', 512]);
  });

  it('refuses input beyond the size limit before it looks at it', () => {
    expect(refusalOf('[1,2]', { maxBytes: 4 })).toEqual(['json_too_large', 4]);
    expect(refusalOf('[1,2]', { maxBytes: 5 })).toBe('accepted');
  });

  it.each([
    ['', 0],
    ['{', 1],
    ['{"a"}', 4],
    ['{"a":}', 5],
    ['[1,]', 3],
    ['[1 2]', 3],
    ['01', 1],
    ['1.', 1],
    ['+1', 0],
    ['nul', 0],
    ['"a', 2],
    ['"\n"', 1],
    ['"\\x"', 1],
    ['"\\u12g4"', 1],
    ['1 1', 2],
    ['NaN', 0],
    ["{'a':1}", 1],
    ['[1]\u00a0', 3],
  ])('refuses %j as a syntax error at its place', (text, offset) => {
    expect(refusalOf(text)).toEqual(['json_syntax', offset]);
  });

  it('reads a view into a larger buffer only within its bounds', () => {
    const whole = new Uint8Array(Buffer.from('xx{"a":1}yy'));
    expect(parse(whole.subarray(2, 9))).toEqual({ ok: true, value: { a: 1 } });
  });
});
