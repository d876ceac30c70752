import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { canonicalBytes, canonicalJson } from './canonical-json.js';
import { CanonicalJsonError } from './canonical-json-error.js';

const VECTORS = fileURLToPath(new URL('../../../../../shared/vectors/jcs/', import.meta.url));
const hasVectors = existsSync(VECTORS);
const cases = hasVectors ? readdirSync(`${VECTORS}input`).filter((name) => name.endsWith('.json')) : [];

const reasonOf = (value: unknown): string => {
  try {
    return `written as ${canonicalJson(value)}`;
  } catch (error) {
    return error instanceof CanonicalJsonError ? error.reasonCode : String(error);
  }
};

describe('canonicalJson', () => {
  it('sorts members by UTF-16 code unit, not by code point', () => {
    expect(canonicalJson({ '\ufb33': 1, '\ud83d\ude00': 2, b: 3, a: { d: 1, c: 2 } })).toBe(
      '{"a":{"c":2,"d":1},"b":3,"\ud83d\ude00":2,"\ufb33":1}',
    );
  });

  it.each([
    [-0, '0'],
    [1e21, '1e+21'],
    [1e-7, '1e-7'],
    [333333333.3333333, '333333333.3333333'],
    [5e-324, '5e-324'],
    [9007199254740991, '9007199254740991'],
    ['\u20ac$\u000f\nA\'B"\\\\"/', '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'],
    [[], '[]'],
    [{}, '{}'],
    [Object.create(null), '{}'],
  ])('writes %p as RFC 8785 does', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it.each([
    ['\ud800', 'lone_surrogate'],
    [{ '\udc00': 1 }, 'lone_surrogate'],
    [NaN, 'number_not_finite'],
    [[-Infinity], 'number_not_finite'],
    [undefined, 'not_json'],
    [{ a: undefined }, 'not_json'],
    // eslint-disable-next-line no-sparse-arrays
    [[1, , 2], 'not_json'],
    [1n, 'not_json'],
    [() => 1, 'not_json'],
    [new Date(0), 'not_json'],
    [new Map(), 'not_json'],
    [Buffer.from('a'), 'not_json'],
  ])('refuses what JSON cannot say: %p', (value, reason) => {
    expect(reasonOf(value)).toBe(reason);
  });

  it('refuses a value that contains itself', () => {
    const loop: unknown[] = [];
    loop.push(loop);
    expect(reasonOf(loop)).toBe('too_deep');
  });

  (hasVectors ? it.each(cases) : it.skip.each(['the published vectors in ../shared/vectors/jcs are not here']))(
    'gives the published bytes for %s',
    (name) => {
      const input: unknown = JSON.parse(readFileSync(`${VECTORS}input/${name}`, 'utf8'));
      const hex = readFileSync(`${VECTORS}outhex/${name.replace('.json', '.txt')}`, 'utf8').replace(/\s/g, '');
      expect(canonicalBytes(input).toString('hex')).toBe(hex);
    },
  );
});
