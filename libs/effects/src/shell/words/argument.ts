/** One text an argument can become. With `pattern` the shell matches it against file names. */
export interface Candidate {
  readonly text: string;
  readonly pattern: boolean;
}

/**
 * Where the unknown part of an argument comes from. `listed`: names that a listing of the file system printed.
 * `environment`: a variable the command itself did not set. `computed`: text the command puts together itself, which
 * can be anything. `stream`: a process substitution. `token`: words that a program printed of which each begins with a
 * letter or a digit and has no bracket, such as process ids or names of a cluster. `number`: numbers only, maybe
 * with a sign. `known`: nothing is unknown.
 */
export type Origin = 'known' | 'listed' | 'environment' | 'computed' | 'stream' | 'token' | 'number';

/** What is known about one word after all expansions, before the program sees it. */
export interface Argument {
  /** Every text this word can become, or undefined when it is not known. */
  readonly candidates: readonly Candidate[] | undefined;
  /** `one`: exactly one field, whatever the value. `some`: none, one or many. */
  readonly fields: 'one' | 'some';
  /** True when no field can begin with a dash, so no program can take one for an option. */
  readonly dashSafe: boolean;
  readonly origin: Origin;
  /** For an unknown word: its text with the unknown pieces left out, and with `*` in their place. */
  readonly outlines: readonly string[];
  /** The word as it was written. */
  readonly source: string;
  readonly start: number;
  readonly end: number;
}

/** The whole word is what a program printed: no text beside it changes where it begins or what it holds. */
export function isBareOutput({ origin, candidates, outlines }: Argument): boolean {
  return (origin === 'token' || origin === 'number') && !candidates && outlines.join('\n') === '\n*';
}

/** The only string the argument can be, or undefined. */
export function exactText(argument: Argument | undefined): string | undefined {
  if (argument?.fields !== 'one' || argument.candidates?.length !== 1) return undefined;
  const [candidate] = argument.candidates;
  return candidate?.pattern ? undefined : candidate?.text;
}

const NONE: readonly string[] = [];

/** An argument that is exactly the given text, at the given place. */
export function literalArgument(text: string, at: { start: number; end: number }, source = text): Argument {
  const candidates = [{ text, pattern: false }];
  const dashSafe = !text.startsWith('-');
  return { candidates, fields: 'one', dashSafe, origin: 'known', outlines: NONE, source, start: at.start, end: at.end };
}
