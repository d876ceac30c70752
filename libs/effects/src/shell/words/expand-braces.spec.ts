import { describe, expect, it } from '@jest/globals';
import type { Part } from '../syntax/tree.js';
import { expandBraces } from './expand-braces.js';

const text = (value: string, quoted = false): Part => ({ type: 'text', text: value, quoted });
const expand = (...parts: Part[]) =>
  expandBraces(parts)?.map((word) => word.map((part) => (part.type === 'text' ? part.text : '?')).join(''));

describe('expandBraces', () => {
  it('makes the words that bash makes of lists and sequences', () => {
    expect(expand(text('a{b,c}d'))).toEqual(['abd', 'acd']);
    expect(expand(text('{a,b}{1..3}'))).toEqual(['a1', 'a2', 'a3', 'b1', 'b2', 'b3']);
    expect(expand(text('{3..1}'))).toEqual(['3', '2', '1']);
  });

  it('leaves braces alone that bash leaves alone', () => {
    expect(expand(text('HEAD@{1}'))).toEqual(['HEAD@{1}']);
    expect(expand(text('HEAD@{2}..HEAD@{1}'))).toEqual(['HEAD@{2}..HEAD@{1}']);
    expect(expand(text('{}'))).toEqual(['{}']);
    expect(expand(text('{a,b}', true))).toEqual(['{a,b}']);
    expect(expand(text('a{b,c'))).toEqual(['a{b,c']);
  });

  it('does not guess about nested braces, quotes inside, empty words and letters', () => {
    expect(expand(text('{a,{b,c}}'))).toBeUndefined();
    expect(expand(text('{a{b},c}'))).toBeUndefined();
    expect(expand(text('{a,'), text('b', true), text('}'))).toBeUndefined();
    expect(expand(text('{,wout}'))).toBeUndefined();
    expect(expand(text('{a..e}'))).toBeUndefined();
    expect(expand(text('{1..1000}'))).toBeUndefined();
  });
});
