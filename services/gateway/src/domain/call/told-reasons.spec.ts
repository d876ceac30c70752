import { describe, expect, it } from '@jest/globals';
import { toldReasons } from './told-reasons.js';

describe('the reasons of a decision', () => {
  it('read as sentences, one after the other', () => {
    const reasons = ['no provider offers this model', 'Writes wait for people.', 'why not ask first?'];
    expect(toldReasons(reasons)).toBe('No provider offers this model. Writes wait for people. Why not ask first?');
    expect(toldReasons([])).toBe('');
  });
});
