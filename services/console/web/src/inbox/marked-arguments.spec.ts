import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { markedArguments } from './marked-arguments.js';
import { readableArguments } from './readable.js';

const effect = (pointer: string, [start, end]: [number, number], kind: 'read' | 'write' = 'write') => ({
  ...{ kind, target: { type: 'path' as const, name: '/etc/passwd' }, span: { pointer, start, end } },
});

describe('arguments with their effects marked', () => {
  it('mark the part of the argument that shows an effect', () => {
    const command = 'cat a > /etc/passwd';
    const effects = [effect('/command', [8, command.length]), effect('/command', [4, 5], 'read')];
    const marked = markedArguments(JSON.stringify({ command, cwd: '/' }), effects).filter((piece) => piece.effect);
    expect(marked.map(({ text, effect: shown }) => [text, shown?.kind])).toEqual([
      ['a', 'read'],
      ['/etc/passwd', 'write'],
    ]);
  });

  it('find it within arrays, and under names that pointers escape', () => {
    const text = JSON.stringify({ 'a/b~c': [{ x: 'no' }, { x: 'yes' }] });
    const marked = markedArguments(text, [effect('/a~1b~0c/1/x', [0, 3])]);
    expect(marked.filter((piece) => piece.effect).map((piece) => piece.text)).toEqual(['yes']);
  });

  it('show the smaller of two effects within each other', () => {
    const marked = markedArguments('{"c":"rm a b"}', [effect('/c', [0, 6]), effect('/c', [3, 4], 'read')]);
    expect(marked.filter((piece) => piece.effect).map(({ text, effect: shown }) => [text, shown?.kind])).toEqual([
      ['rm ', 'write'],
      ['a', 'read'],
      [' b', 'write'],
    ]);
  });

  it('show together exactly what would be shown without marks, wherever the marks are', () => {
    const place = fc.record({ start: fc.nat(12), end: fc.nat(12) });
    const strings = fc.string({ unit: 'grapheme', maxLength: 12 });
    fc.assert(
      fc.property(fc.jsonValue(), strings, fc.array(place, { maxLength: 4 }), (other, text, places) => {
        const argumentsText = JSON.stringify({ other, text: `${text}\u202e` });
        const effects = places.map(({ start, end }) => effect('/text', [start, end]));
        // Between two halves of one character there is no mark in what the analysers find.
        fc.pre(places.every(({ start, end }) => [start, end].every((at) => !/[\udc00-\udfff]/.test(text[at] ?? ''))));
        const pieces = markedArguments(argumentsText, effects);
        expect(pieces.map((piece) => piece.text).join('')).toBe(readableArguments(argumentsText));
      }),
    );
  });

  it('that are no JSON are shown as they are', () => {
    expect(markedArguments('{"a":', [])).toEqual([{ text: '{"a":' }]);
  });
});
