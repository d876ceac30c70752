import { compileCustom } from '@countersign/detectors';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lookThroughResult } from './look-through-result.js';

const json = (value: unknown) => ({ text: JSON.stringify(value), mediaType: 'application/json' as const });
const look = (categories: string[], contentType = 'application/json') => ({
  ...{ categories, contentType },
  detectors: compileCustom([{ name: 'badge', category: 'employee-number', pattern: 'EMP-[0-9]{6}' }]),
});

describe('the result of a tool', () => {
  it('is counted, texts, numbers and names of members alike, and stays as it is without an obligation', () => {
    const result = json({
      card: 4111111111111111,
      'ann@corp.example': true,
      notes: ['EMP-123456', 'AKIAIOSFODNN7EXAMPLE'],
    });
    expect(lookThroughResult(result, look([]))).toEqual({
      result,
      counts: { 'card-number': 1, personal: 1, 'employee-number': 1, secret: 1 },
      redacted: [],
    });
  });

  it('loses the finds of the named categories and stays JSON', () => {
    const seen = lookThroughResult(
      json({ card: 4111111111111111, note: 'EMP-123456' }),
      look(['card-number', 'secret']),
    );
    expect(seen.result).toEqual(json({ card: '[card-number]', note: 'EMP-123456' }));
    expect(seen.redacted).toEqual(['card-number']);
  });

  it('loses them in plain text as well', () => {
    const result = { text: 'pay with 4111 1111 1111 1111', mediaType: 'text/plain' as const };
    expect(lookThroughResult(result, look(['card-number'], 'text/plain')).result.text).toBe('pay with [card-number]');
  });

  it.each([
    ['the name of a member holds it', json({ '4111 1111 1111 1111': 1 }), 'application/json'],
    ['it is no text', { text: '\u0000PNG', mediaType: 'text/plain' as const }, 'image/png'],
  ])('is hidden as a whole when %s', (_, result, contentType) => {
    expect(lookThroughResult(result, look(['card-number'], contentType)).result.text).toBe('[redacted]');
  });

  it('counts an image as what cannot be looked into', () => {
    const result = { text: '\u0000PNG', mediaType: 'text/plain' as const };
    expect(lookThroughResult(result, look([], 'image/png')).counts).toEqual({ unscannable: 1 });
  });

  it('never keeps a value of a redacted category, whatever the result looks like', () => {
    const value = '4111 1111 1111 1111';
    const anything = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.string(),
        fc.integer(),
        fc.constant(`so: ${value}.`),
        tie('list'),
        tie('object'),
      ),
      list: fc.array(tie('value'), { maxLength: 4 }),
      object: fc.dictionary(fc.string({ maxLength: 8 }), tie('value'), { maxKeys: 4 }),
    })).value;
    fc.assert(
      fc.property(anything, (made) => {
        expect(lookThroughResult(json(made), look(['card-number'])).result.text).not.toContain(value);
      }),
      { numRuns: 200 },
    );
  });
});
