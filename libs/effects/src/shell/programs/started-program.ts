import type { Call } from '../commands/call.js';
import { exactText } from '../words/argument.js';
import type { Argument, Origin } from '../words/argument.js';

/** What a program that starts another one puts in place of its token. */
interface Replacement {
  readonly token: string;
  readonly origin: Origin;
  /** The value cannot begin with a dash. */
  readonly dashSafe: boolean;
  /** Whether one value takes its place, or any number of them. */
  readonly fields: Argument['fields'];
}

/** The argument after the token in it was replaced by something unknown. */
export function replaceToken(argument: Argument, { token, origin, dashSafe, fields }: Replacement): Argument {
  const text = exactText(argument);
  const at = text?.indexOf(token) ?? -1;
  if (text === undefined || at === -1) return argument;
  const { source, start, end } = argument;
  return {
    candidates: undefined,
    fields,
    dashSafe: at === 0 ? dashSafe : !text.startsWith('-'),
    origin,
    outlines: [text.replaceAll(token, ''), text.replaceAll(token, '*')],
    source,
    start,
    end,
  };
}

/** Analyses the program that another one starts. */
export function runStarted(call: Call, name: string, args: readonly Argument[]): Origin {
  return call.run({ ...call, name, args, frame: { ...call.frame, input: 'computed' } });
}
