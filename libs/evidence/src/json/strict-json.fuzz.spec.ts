import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalBytes, canonicalJson } from './canonical-json.js';
import { findJsonFault } from './find-json-fault.js';
import type { JsonValue } from './json-value.js';
import { parseStrictJson } from './strict-json.js';

const RUNS = { numRuns: 2_000 };
const key = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.constantFrom('a', 'b', '\ud83d\ude00', '"', '\\'),
);
const safeNumber = fc.oneof(
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, min: -1e15, max: 1e15 }),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: 1e21 }),
);
const value = fc.letrec<{ node: JsonValue }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, true, false),
    safeNumber,
    fc.string({ unit: 'grapheme' }),
    fc.array(tie('node'), { maxLength: 5 }),
    fc.dictionary(key, tie('node'), { maxKeys: 5 }),
  ),
})).node as fc.Arbitrary<JsonValue>;

/** Escapes every character outside ASCII, as many clients do. */
const escapeAll = (text: string): string =>
  text.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

const isAcceptedNatively = (bytes: Buffer): boolean => {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
    return true;
  } catch {
    return false;
  }
};

/** Bytes near valid JSON: a valid text with some bytes replaced, dropped or repeated. */
const nearJson = fc
  .tuple(
    value,
    fc.array(fc.tuple(fc.nat(), fc.constantFrom(...'{}[]",:\\u0dDeE-+.19 _\n\u00ff'), fc.nat(2)), { maxLength: 4 }),
  )
  .map(([json, edits]) => {
    let text = Buffer.from(JSON.stringify(json)).toString('latin1');
    for (const [place, byte, kind] of edits) {
      const at = place % (text.length + 1);
      text = text.slice(0, at) + (kind === 0 ? '' : byte) + text.slice(kind === 2 ? at : at + 1);
    }
    return Buffer.from(text, 'latin1');
  });

describe('parseStrictJson, against JSON.parse', () => {
  it('reads every unambiguous value alike, pretty-printed, escaped or plain', () => {
    fc.assert(
      fc.property(value, fc.nat(3), (json, indent) => {
        for (const text of [JSON.stringify(json, null, indent), escapeAll(JSON.stringify(json))]) {
          expect(parseStrictJson(Buffer.from(text))).toEqual({ ok: true, value: JSON.parse(text) });
        }
      }),
      RUNS,
    );
  });

  it('accepts nothing that JSON.parse refuses, and calls a fault a syntax fault only if JSON.parse refuses it', () => {
    fc.assert(
      fc.property(nearJson, (bytes) => {
        const result = parseStrictJson(bytes);
        const native = isAcceptedNatively(bytes);
        if (result.ok) expect(result.value).toEqual(JSON.parse(bytes.toString()));
        if (result.ok || result.refusal.reasonCode === 'json_syntax') expect(result.ok).toBe(native);
        else expect(result.refusal.offset).toBeLessThan(bytes.length);
      }),
      { numRuns: 10_000 },
    );
  });

  it('finds on its slow second reading exactly the inputs that the fast one refused', () => {
    fc.assert(
      fc.property(nearJson, (bytes) => {
        const fault = findJsonFault(bytes, 64);
        const result = parseStrictJson(bytes);
        const isEncodingFault = !result.ok && /utf8|lone_surrogate/.test(result.refusal.reasonCode);
        if (result.ok) expect(fault.message).toBe('the input cannot be read in one way only');
        else if (!isEncodingFault) expect(fault.message).not.toBe('the input cannot be read in one way only');
      }),
      { numRuns: 10_000 },
    );
  });

  it('refuses a member put in twice, at whatever depth', () => {
    fc.assert(
      fc.property(value, key, fc.nat(5), (json, name, depth) => {
        const member = `${JSON.stringify(name)}:${JSON.stringify(json)}`;
        const text = `${'['.repeat(depth)}{${member},"other":1,${member}}${']'.repeat(depth)}`;
        const result = parseStrictJson(Buffer.from(text));
        expect(result.ok ? 'accepted' : result.refusal.reasonCode).toBe('json_duplicate_key');
      }),
      RUNS,
    );
  });

  it('reads back the canonical form of whatever it accepted, which has then only that form', () => {
    fc.assert(
      fc.property(value, (json) => {
        const again = parseStrictJson(canonicalBytes(json));
        expect(again.ok && canonicalJson(again.value)).toBe(canonicalJson(json));
      }),
      RUNS,
    );
  });
});
