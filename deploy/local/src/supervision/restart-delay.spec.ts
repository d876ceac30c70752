import { describe, expect, it } from '@jest/globals';
import { failuresAfter, restartDelayMs } from './restart-delay.js';

describe('the delay before a restart', () => {
  it('doubles with each failure in a row, up to ten seconds', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 50].map(restartDelayMs)).toEqual([250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
  });

  it('is short again after a part has run steadily', () => {
    expect(failuresAfter(5, 5_100)).toBe(1);
    expect(failuresAfter(5, 4_900)).toBe(6);
  });
});
