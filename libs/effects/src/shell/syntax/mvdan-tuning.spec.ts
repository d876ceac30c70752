import { createRequire } from 'node:module';
import { runInThisContext } from 'node:vm';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readCorpus } from '../../../test/shell/read-corpus.js';
import { parseWithMvdan } from './mvdan-parser.js';

type AsItComes = { Parse(source: string, name: string): { __internal_object__: unknown } };

/** A second copy of the package, which nobody tunes. */
function packageAsItComes(): Record<string, (...given: unknown[]) => unknown> {
  const require = createRequire(import.meta.url);
  const source = readFileSync(require.resolve('mvdan-sh'), 'utf8');
  const module = { exports: {} as { syntax: Record<string, (...given: unknown[]) => unknown> } };
  const limit = Error.stackTraceLimit;
  const run = runInThisContext(`(function (module, exports, require) {${source}\n})`) as (...given: unknown[]) => void;
  run(module, module.exports, require);
  Error.stackTraceLimit = limit;
  return module.exports.syntax;
}

const { NewParser, KeepComments, Variant, LangBash } = packageAsItComes();
const newParser = () => NewParser?.(KeepComments?.(false), Variant?.(LangBash)) as AsItComes;
let original = newParser();

function parseAsItComes(command: string): unknown {
  try {
    return original.Parse(command, '').__internal_object__;
  } catch {
    original = newParser();
    return undefined;
  }
}

/** A tree of Go as plain values: names of types, fields with their positions, items of slices. */
function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? 'function' : value;
  const { constructor: type, ...fields } = { constructor: value.constructor, ...value } as Record<string, unknown> & {
    constructor: { string?: string; nil?: unknown };
  };
  if (type.nil === value) return `nil ${type.string}`;
  if ('$array' in fields) {
    const { $array, $offset, $length } = fields as unknown as { $array: unknown[]; $offset: number; $length: number };
    return Array.from({ length: $length }, (_, index) => plain($array[$offset + index]));
  }
  const named = Object.entries(fields).filter(([name]) => !name.startsWith('$'));
  return [type.string, ...named.map(([name, field]) => [name, plain(field)])];
}

function differs(command: string): boolean {
  const [ours, theirs] = [parseWithMvdan(command), parseAsItComes(command)];
  if (!ours || !theirs) return Boolean(ours) !== Boolean(theirs);
  return JSON.stringify(plain(ours)) !== JSON.stringify(plain(theirs));
}

describe('the tuned second parser', () => {
  it('gives the whole tree, positions included, of the parser as it comes', () => {
    const commands = [...readCorpus('ordinary'), ...readCorpus('adversarial')].map(({ command }) => command);
    const joined = commands.slice(0, 200).map((command, index) => `${command}\n${commands[index + 900] ?? ''}`);
    const long = [
      `echo ${'é'.repeat(700)}`,
      `echo ${'a'.repeat(3000)}`,
      `echo "${'x y\\\n'.repeat(500)}"`,
      '\0a\0 b\0',
    ];
    const few = commands.filter((command, index) => index % 5 === 0 && !/\p{Cs}/u.test(command));
    expect([...few, ...joined, ...long].filter(differs)).toEqual([]);
  });

  it('gives it for any text', () => {
    const piece = fc.constantFrom(
      ...'a bc\t\n\\`\'"$(){}[]<>|&;#=*?!~é\0x1',
      '$(',
      '<<E\nx\nE\n',
      '${a',
      'case x in',
      ' fi',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => !differs(pieces.join(''))),
      { numRuns: 700 },
    );
  });
});
