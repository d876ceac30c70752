import { describe, expect, it } from '@jest/globals';
import { resolvePointer } from './resolve-pointer.js';

const values = { to: ['a', 'b'], nested: { 'x/y': { 'm~n': 1 } }, rows: [{ id: 1 }, { id: 2 }, {}], empty: null };

describe('a pointer', () => {
  it.each([
    ['/to/0', ['a']],
    ['/to/*', ['a', 'b']],
    ['/to', [[]]],
    ['/nested', [{}]],
    ['/nested/x~1y/m~0n', [1]],
    ['/rows/*/id', [1, 2]],
    ['/empty', [null]],
    ['/to/2', []],
    ['/to/-1', []],
    ['/to/00', []],
    ['/to/length', []],
    ['/missing/deeper', []],
    ['/constructor', []],
    ['/__proto__', []],
  ])('%s finds %j', (pointer, found) => {
    expect(resolvePointer(values, pointer)).toEqual(found);
  });

  it('finds nothing to judge where there is too much', () => {
    expect(resolvePointer({ to: Array.from({ length: 5000 }, () => 'x') }, '/to/*')).toBeNull();
  });
});
