import { describe, expect, it } from '@jest/globals';
import { chooseVersion } from './governance-versions.js';

const version = (number: number, letter: string) => ({
  number,
  revision: `sha256:${letter.repeat(64)}`,
  publishedAt: '2026-01-01T00:00:00.000Z',
  publishedBy: 'ada',
  proposedBy: null,
  inForce: false,
});
const known = [version(4, 'a'), version(3, 'b'), version(2, 'a'), version(1, 'c')];

describe('the version that a rollback means', () => {
  it.each([
    ['3', 'b'],
    ['2', 'a'],
    [`sha256:${'c'.repeat(12)}`, 'c'],
    [`sha256:${'a'.repeat(64)}`, 'a'],
    [`sha256:${'d'.repeat(64)}`, 'd'],
  ])('%s is found', (wanted, letter) => {
    expect(chooseVersion(known, wanted)).toBe(`sha256:${letter.repeat(64)}`);
  });

  it.each([
    ['9', 'none of the last'],
    ['sha256:', 'more than one'],
  ])('%s is refused', (wanted, why) => {
    expect(() => chooseVersion(known, wanted)).toThrow(why);
  });
});
