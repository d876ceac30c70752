import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { carrier, ordinaryTexts } from '../test/negatives.js';
import { samplesOf } from '../test/positives.js';
import { Random } from '../test/random.js';
import { detect } from './detect.js';
import type { TextPart } from './finding.js';
import { redact } from './redact.js';

/** A message about some values, and where it is cut into parts. */
const messages = fc.record({
  seed: fc.integer(),
  values: fc.integer({ min: 0, max: 6 }),
  cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 }),
  noise: fc.string({ maxLength: 200, unit: 'binary' }),
});
type Message = typeof messages extends fc.Arbitrary<infer T> ? T : never;

function compose({ seed, values, noise }: Message) {
  const random = new Random(seed);
  const samples = samplesOf(random, 45)
    .sort(() => random.next() - 0.5)
    .slice(0, values);
  const said = samples.map(({ value }) => carrier(random, value));
  return { samples, text: [...said, ...ordinaryTexts(random, 3), noise].join('\n') };
}

function partsOf(text: string, cuts: readonly number[]): TextPart[] {
  const places = [0, ...cuts.map((cut) => Math.floor(cut * text.length)).sort((a, b) => a - b), text.length];
  return places.slice(1).map((end, index) => ({
    pointer: `/messages/0/content/${index}/text`,
    text: text.slice(places[index], end),
  }));
}

const categories = new Set(['secret', 'personal', 'card-number', 'account-number']);
const joined = (parts: readonly TextPart[], changed: ReadonlyMap<string, string>) =>
  parts.map(({ pointer, text }) => changed.get(pointer) ?? text).join('');

describe('finding and redacting, for any message in any parts', () => {
  it('every stretch lies within its part and is not empty', () => {
    fc.assert(
      fc.property(messages, (message) => {
        const parts = partsOf(compose(message).text, message.cuts);
        const lengths = new Map(parts.map(({ pointer, text }) => [pointer, text.length]));
        for (const { pointer, start, end } of detect(parts).findings.flatMap(({ at }) => at)) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(lengths.get(pointer) ?? -1);
        }
      }),
      { numRuns: 80 },
    );
  });

  it('what was found is nowhere left after redaction', () => {
    fc.assert(
      fc.property(messages, (message) => {
        const parts = partsOf(compose(message).text, message.cuts);
        const { findings } = detect(parts);
        const redacted = joined(parts, redact(parts, findings, categories));
        const texts = new Map(parts.map(({ pointer, text }) => [pointer, text]));
        for (const { at } of findings) {
          const value = at.map(({ pointer, start, end }) => texts.get(pointer)?.slice(start, end)).join('');
          if (value.length >= 6) expect(redacted).not.toContain(value);
        }
      }),
      { numRuns: 80 },
    );
  });

  it('what is not redacted stays as it is', () => {
    fc.assert(
      fc.property(messages, (message) => {
        const parts = partsOf(compose(message).text, message.cuts);
        const { findings } = detect(parts);
        expect(redact(parts, findings, new Set())).toEqual(new Map());
        expect(redact(parts, [], categories)).toEqual(new Map());
      }),
      { numRuns: 50 },
    );
  });

  it('finds a value wherever it is cut in two', () => {
    const values = [
      '4111 1111 1111 1111',
      'AKIAIOSFODNN7EXAMPLE',
      'DE89 3704 0044 0532 0130 00',
      'ann.doe@example.com',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...values), fc.double({ min: 0, max: 1, noNaN: true }), (value, cut) => {
        const at = 1 + Math.floor(cut * (value.length - 2));
        const parts = [`it is ${value.slice(0, at)}`, `${value.slice(at)} and so on`].map((text, index) => ({
          pointer: `/messages/2/content/${index}/text`,
          text,
        }));
        const { findings } = detect(parts);
        expect(joined(parts, redact(parts, findings, categories))).not.toContain(value);
        expect(findings.length).toBeGreaterThan(0);
      }),
      { numRuns: 80 },
    );
  });
});
