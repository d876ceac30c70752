/**
 * `pair` takes two values (`jq --arg name value`); in `pair-path` the second is a file to read. `last` takes a value
 * unless it is the last word.
 */
export type OptionKind = 'alone' | 'value' | 'last' | 'path' | 'optional' | 'pair' | 'pair-path';

const SUFFIXES: readonly (readonly [string, OptionKind])[] = [
  ['::', 'pair'],
  [':@', 'pair-path'],
  [':~', 'last'],
  [':', 'value'],
  ['@', 'path'],
  ['?', 'optional'],
];
const compiled = new Map<string, ReadonlyMap<string, OptionKind>>();

function compile(notation: string): ReadonlyMap<string, OptionKind> {
  const options = new Map<string, OptionKind>();
  for (const item of notation.split(/\s+/).filter(Boolean)) {
    const [suffix, kind] = SUFFIXES.find(([ending]) => item.length > 2 && item.endsWith(ending)) ?? ['', 'alone'];
    options.set(item.slice(0, item.length - suffix.length), kind);
  }
  return options;
}

/** Reads the notation of `CommandTable.options`; the result is kept, tables never change. */
export function readOptionNotation(notation: string): ReadonlyMap<string, OptionKind> {
  const known = compiled.get(notation);
  if (known) return known;
  const options = compile(notation);
  compiled.set(notation, options);
  return options;
}
