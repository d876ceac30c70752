import { MAX_COMMAND_LENGTH, MAX_OPENINGS } from './limits.js';

export interface TextRefusal {
  readonly code: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

const PLAIN = /^[\n\t\x20-\x7e]*$/;
const HIDDEN = /[^\P{C}\n\t]|[^\P{Z} ]|\p{Default_Ignorable_Code_Point}|\u2800/u;
const CONTINUATION = /[^ \t\n]\\\n|\\$/;
const OPENING = /[({`]|<</g;

function hiddenCharacter(command: string): TextRefusal | undefined {
  if (PLAIN.test(command)) return undefined;
  const found = HIDDEN.exec(command);
  if (!found) return undefined;
  const code = found[0].codePointAt(0) ?? 0;
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return {
    code: 'hidden-character',
    message: `The command has a control, invisible or unassigned character (${name}).`,
    start: found.index,
    end: found.index + found[0].length,
  };
}

/** Refuses what parsers and bash are known to read differently, before any parser sees it. */
export function guardText(command: string): TextRefusal | undefined {
  const whole = { start: 0, end: command.length };
  if (command.length > MAX_COMMAND_LENGTH)
    return { code: 'too-long', message: `The command is longer than ${MAX_COMMAND_LENGTH} characters.`, ...whole };
  const hidden = hiddenCharacter(command);
  if (hidden) return hidden;
  const openings = command.match(OPENING)?.length ?? 0;
  if (openings > MAX_OPENINGS)
    return { code: 'too-complex', message: 'The command has too many brackets to be analysed.', ...whole };
  const broken = CONTINUATION.exec(command);
  if (broken)
    return {
      code: 'split-word',
      message: 'A backslash at the end of a line splits a word or ends the command.',
      start: broken.index,
      end: broken.index + broken[0].length,
    };
  return undefined;
}
