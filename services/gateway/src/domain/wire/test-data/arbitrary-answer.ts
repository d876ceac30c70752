import fc from 'fast-check';

interface PlannedCall {
  id: string;
  name: string;
  args: string;
  allowed: boolean;
}

export interface PlannedAnswer {
  texts: string[];
  calls: PlannedCall[];
}

const jsonArguments = fc
  .dictionary(
    fc.string({ unit: 'grapheme', maxLength: 8 }),
    fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean()),
    {
      maxKeys: 4,
    },
  )
  .filter((value) => !Object.hasOwn(value, '__proto__'));

/** Text pieces and calls of one answer. Each call carries marks that occur nowhere else, so that a leak shows. */
export const arbitraryAnswer: fc.Arbitrary<PlannedAnswer> = fc
  .record({
    texts: fc.array(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((text) => !/qz\d/.test(text)),
      { maxLength: 4 },
    ),
    calls: fc.array(fc.record({ args: jsonArguments, indent: fc.nat(2), allowed: fc.boolean() }), { maxLength: 4 }),
  })
  .map(({ texts, calls }) => ({
    texts,
    calls: calls.map(({ args, indent, allowed }, place) => ({
      id: `id_qz${place}`,
      name: `tool_qz${place}`,
      args: JSON.stringify({ ...args, mark: `arg_qz${place}` }, null, indent),
      allowed,
    })),
  }));

export function piecesOf(text: string, size: number): string[] {
  const units = [...text];
  const pieces: string[] = [];
  for (let at = 0; at < units.length; at += size) pieces.push(units.slice(at, at + size).join(''));
  return pieces;
}

/** The marks of the calls that must not be seen. */
export function forbiddenMarks({ calls }: PlannedAnswer): string[] {
  return calls.flatMap(({ allowed }, place) => (allowed ? [] : [`qz${place}`]));
}
