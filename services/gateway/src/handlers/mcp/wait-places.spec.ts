import { describe, expect, it } from '@jest/globals';
import { WaitPlaces } from './wait-places.js';

describe('the places to wait', () => {
  it('are as many for each key, and free again when a wait is over', () => {
    const places = new WaitPlaces();
    const taken = Array.from({ length: 64 }, () => places.take('key_1'));
    expect(taken.every((leave) => leave !== null)).toBe(true);
    expect(places.take('key_1')).toBeNull();
    expect(places.take('key_2')).not.toBeNull();
    taken[0]?.();
    expect(places.take('key_1')).not.toBeNull();
  });
});
