import { describe, expect, it } from '@jest/globals';
import { findKey } from './find-key.js';

describe('the key of a request', () => {
  it.each([
    [{ authorization: 'Bearer k' }],
    [{ authorization: 'bearer   k ' }],
    [{ 'x-api-key': 'k' }],
    [{ 'x-goog-api-key': 'k' }],
    [{ authorization: 'Bearer k', 'x-api-key': 'k' }],
    [{ authorization: 'Basic abc', 'x-api-key': 'k' }],
  ])('is found in %j', (headers) => {
    expect(findKey(headers)).toEqual({ ok: true, value: 'k' });
  });

  it.each([
    [{}, 'unauthenticated'],
    [{ authorization: '' }, 'unauthenticated'],
    [{ authorization: 'k' }, 'unauthenticated'],
    [{ authorization: 'Bearer a, Bearer b' }, 'unauthenticated'],
    [{ authorization: 'Bearer a', 'x-api-key': 'b' }, 'keys_conflict'],
    [{ 'x-api-key': ['a', 'b'] }, 'keys_conflict'],
    [{ 'x-api-key': 'k'.repeat(513) }, 'unauthenticated'],
  ])('in %j is refused as %s', (headers, reasonCode) => {
    expect(findKey(headers)).toMatchObject({ ok: false, refusal: { reasonCode } });
  });
});
