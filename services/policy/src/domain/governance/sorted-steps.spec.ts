import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sortedSteps } from './sorted-steps.js';
import { finish } from './steps.js';

describe('sortedSteps', () => {
  it('gives what a stable sort by name gives', () => {
    const names = fc.array(fc.constantFrom('a', 'b', 'B', 'ab', 'é', '', '10', '9', 'zz'), { maxLength: 1500 });
    fc.assert(
      fc.property(names, (list) => {
        const items = list.map((name, number) => ({ name, number }));
        const expected = [...items].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
        expect(finish(sortedSteps(items))).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('does a few hundred at a time', () => {
    const items = Array.from({ length: 3000 }, (_, number) => ({ name: `n${(number * 7919) % 3000}` }));
    const steps = sortedSteps(items);
    let count = 0;
    while (!steps.next().done) count += 1;
    expect(count).toBeGreaterThan(40);
  });
});
