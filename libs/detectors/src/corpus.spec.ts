import { describe, expect, it } from '@jest/globals';
import { carrier, ordinaryTexts } from '../test/negatives.js';
import { samplesOf } from '../test/positives.js';
import { Random } from '../test/random.js';
import { scanText } from './scan-text.js';

const categories = ['secret', 'personal', 'card-number', 'account-number'] as const;
const samples = samplesOf(new Random(7), 4500);
const carriers = new Random(11);
const texts = samples.map((sample) => ({ ...sample, text: carrier(carriers, sample.value) }));
const ordinary = ordinaryTexts(new Random(13), 4800);

const found = (text: string, category: string) => scanText(text).filter((hit) => hit.category === category);

describe('the detectors, on values made up for this', () => {
  it.each(categories)('find nearly every %s', (category) => {
    const wanted = texts.filter((sample) => sample.category === category);
    const missed = wanted.filter(({ text }) => found(text, category).length === 0);
    expect(wanted.length).toBeGreaterThan(400);
    expect({ recall: 1 - missed.length / wanted.length, missed: missed.slice(0, 5).map(({ value }) => value) }).toEqual(
      {
        recall: expect.closeTo(1, 2),
        missed: expect.anything(),
      },
    );
  });

  it.each(categories)('call little a %s that is none', (category) => {
    const right = texts.filter((sample) => sample.category === category && found(sample.text, category).length > 0);
    const others = texts.filter((sample) => sample.category !== category && found(sample.text, category).length > 0);
    const wrong = ordinary.filter((text) => found(text, category).length > 0);
    const precision = right.length / (right.length + others.length + wrong.length);
    expect({ precision, others: others.slice(0, 5).map(({ value }) => value), wrong: wrong.slice(0, 5) }).toEqual({
      precision: expect.closeTo(1, 2),
      others: expect.anything(),
      wrong: expect.anything(),
    });
  });

  it('mark the value and nothing beside it', () => {
    for (const { category, value, text } of texts.filter((sample) => sample.category !== 'secret')) {
      for (const { start, end } of found(text, category)) expect(value).toContain(text.slice(start, end));
    }
  });
});

describe('logs, code and prose', () => {
  it('hold no cards and no accounts', () => {
    expect(ordinary.filter((text) => found(text, 'card-number').length > 0)).toEqual([]);
    expect(ordinary.filter((text) => found(text, 'account-number').length > 0)).toEqual([]);
  });
});
