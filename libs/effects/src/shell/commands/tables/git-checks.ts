import { exactText, isBareOutput } from '../../words/argument.js';
import type { Argument } from '../../words/argument.js';
import { resolvePath, sameDirectories } from '../../paths/resolve-path.js';
import type { Call } from '../call.js';
import type { ParsedArguments } from '../command-table.js';

const COMMITS_ONLY = new Set(
  '-# -n --max-count --count --all --merges --no-merges --first-parent --since --until --after --before --author --reverse'.split(
    ' ',
  ),
);
const OUTSIDE = /^[/~]|(^|\/)\.\.(\/|$)/;

/** Formats that check a signature run the program that the repository's settings name. */
export function formatRefusal({ options }: ParsedArguments): string | undefined {
  const formats = options.filter(({ name }) => ['--format', '--pretty', '--sort'].includes(name));
  const checksSignature = formats.some(({ value }) => value && /%G|signature/i.test(exactText(value) ?? '%G'));
  return checksSignature ? 'The format could run a program to check signatures.' : undefined;
}

/** Without `--list` a name creates a branch or a tag. */
export function listRefusal(parsed: ParsedArguments): string | undefined {
  const lists = parsed.options.some(({ name }) => name === '--list' || name === '-l');
  if (parsed.operands.length > 0 && !lists) return 'Names without --list create something.';
  return formatRefusal(parsed);
}

export function remoteRefusal({ operands }: ParsedArguments): string | undefined {
  if (operands.length === 0) return undefined;
  return exactText(operands[0]) === 'get-url' && operands.length === 2
    ? undefined
    : 'Only remote -v and get-url are known to read.';
}

export function configRefusal({ options, operands }: ParsedArguments): string | undefined {
  const [first, ...rest] = operands.map(exactText);
  const modes = options.filter(({ name }) => /^--(get|list)|^-l$/.test(name));
  const most = modes.some(({ name }) => name.startsWith('--get')) ? 2 : 1;
  if (modes.length === 0 && (first === 'get' || first === 'list'))
    return rest.length > 1 ? 'A value sets the option.' : undefined;
  return operands.length > most || (modes.length === 0 && operands.length !== 1)
    ? 'A value sets the option.'
    : undefined;
}

/** Another directory than the one the command starts in, by `cd` or by `-C`. */
export function elsewhereRefusal({ options }: ParsedArguments, { frame }: Call): string | undefined {
  const named = options.flatMap(({ value }) => (value ? [exactText(value)] : []));
  const stays = named.every(
    (text) => text !== undefined && sameDirectories(resolvePath(text, frame.start), frame.start),
  );
  if (stays && sameDirectories(frame.directories, frame.start)) return undefined;
  return 'The settings of a repository outside the start directory could name programs to run.';
}

/** `git diff` reads any two files when one is outside the repository, so operands stay inside. */
export function outsideRefusal({ operands }: ParsedArguments): string | undefined {
  const outside = operands.some((operand) => !isBareOutput(operand) && isOutside(operand));
  return outside ? 'An operand could be a path outside the repository.' : undefined;
}

function isOutside({ candidates }: Argument): boolean {
  return !candidates || candidates.some(({ text }) => OUTSIDE.test(text));
}

/** The name of one commit, in hexadecimal; of a range it would print `^` too. */
export function commitPrinted({ options, operands }: ParsedArguments, { args }: Call): 'token' | undefined {
  const plain =
    args.every((argument) => exactText(argument) !== '--') &&
    options.every(({ name }) => /^(?:--short|--verify|-q|--quiet)$/.test(name));
  const commits = operands.every((operand) => /^[A-Za-z][\w/-]*(?:[~^]\d*)?$/.test(exactText(operand) ?? ''));
  return plain && commits ? 'token' : undefined;
}

export function commitsPrinted({ options }: ParsedArguments): 'token' | undefined {
  const plain = options.every(({ name }) => COMMITS_ONLY.has(name));
  return plain ? 'token' : undefined;
}
