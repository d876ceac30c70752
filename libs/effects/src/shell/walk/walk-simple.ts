import type { Call, Frame } from '../commands/call.js';
import { runCommand } from '../commands/run-command.js';
import { reportPath } from '../paths/report-path.js';
import { resolvePath } from '../paths/resolve-path.js';
import type { Directories } from '../paths/resolve-path.js';
import type { Node } from '../syntax/tree.js';
import type { Argument } from '../words/argument.js';
import { plainText } from './assigned-names.js';
import { eitherDirectory, unchanged } from './outcome.js';
import type { Outcome } from './outcome.js';
import type { WalkContext } from './walk-context.js';
import { walkRedirections } from './walk-redirections.js';
import { walkWords } from './walk-words.js';

function targetDirectories(target: Argument, directories: Directories): Directories {
  return target.candidates?.reduce<Directories>((all, { text }) => {
    const resolved = resolvePath(text, directories);
    return resolved && all && eitherDirectory(all, resolved);
  }, []);
}

/** Where a pattern, `-` or an empty name leads cannot be said, and where a computed name leads nobody can see. */
function isFollowed(target: Argument): boolean {
  const vague = target.candidates?.some(({ text, pattern }) => pattern || text === '-' || text === '');
  return target.fields === 'one' && target.dashSafe && !vague;
}

/** `cd` to one place. Where an unknown directory leads is not known, so paths after it stay relative. */
function changeDirectory(call: Call): Outcome {
  const { args, frame, findings, at } = call;
  const [target] = args;
  if (args.length > 1 || (target && !isFollowed(target)))
    findings.refuse('change-directory', 'cd is understood with one plain directory only.', at);
  if (target) reportPath(call, target, { access: 'read', metadata: target.candidates !== undefined });
  else findings.effect({ kind: 'read', type: 'none', name: 'cd', why: 'cd goes to the home directory.', at });
  const succeeded = target && targetDirectories(target, frame.directories);
  return { succeeded, failed: frame.directories, output: 'computed' };
}

function refuseName(node: Node, context: WalkContext): void {
  const [word] = node.words;
  if (!word) return context.findings.refuse('no-command', 'There is no command to analyse.', node);
  const name = context.command.slice(word.start, word.end);
  context.findings.refuse('command-name', 'The name of the command is quoted, expanded or a pattern.', word);
  const why = 'The program that would run is not known.';
  context.findings.effect({ kind: 'exec', type: 'process', name, why, at: node });
}

/** Walks one simple command: its redirections, its words, and then what the program does with them. */
export function walkSimple(node: Node, frame: Frame, context: WalkContext): Outcome {
  const inner = walkRedirections(node.redirections, frame, context);
  const name = plainText(node.words[0]);
  const args = walkWords(node.words.slice(1), frame, context);
  if (name === undefined || !/^[\w./:[+-]+$/.test(name)) {
    walkWords(node.words.slice(0, 1), frame, context);
    refuseName(node, context);
    return unchanged(frame.directories);
  }
  const { findings } = context;
  const call: Call = { name, args, at: node, frame: inner, findings, run: runCommand };
  if (name === 'cd') return changeDirectory(call);
  return unchanged(frame.directories, runCommand(call));
}
