import type { Frame } from '../commands/call.js';
import type { Node, Word } from '../syntax/tree.js';
import { exactText } from '../words/argument.js';
import type { Argument } from '../words/argument.js';
import { mayBeSet } from '../words/scope.js';
import { plainText } from './assigned-names.js';
import { unchanged } from './outcome.js';
import type { Outcome } from './outcome.js';
import { isHarmlessSetting, isReadSeparator } from './prefix-settings.js';
import { refusalMessages } from './refusal-messages.js';
import { bind, bindingOf } from './walk-loops.js';
import type { WalkContext } from './walk-context.js';
import { walkWords } from './walk-words.js';

function refuse(node: Node, context: WalkContext): void {
  const why = refusalMessages['assignment'] ?? '';
  context.findings.refuse('assignment', why, node);
  context.findings.effect({ kind: 'unknown', type: 'process', name: 'assignment', why, at: node });
}

/** The one value of an assignment: bash neither splits it nor matches it against files. */
function valueOf(word: Word, frame: Frame, context: WalkContext): Argument | undefined {
  const values = walkWords([word], frame, context);
  return values.length === 1 ? values[0] : undefined;
}

/** `TZ=UTC date`: the settings are known ones, and then it is the command that counts. */
function walkPrefixed(node: Node, command: readonly Node[], context: WalkContext & { frame: Frame }): Outcome {
  const { frame } = context;
  const values = node.words.map((word) => exactText(valueOf(word, frame, context)));
  const names = node.name.split(' ');
  const program = plainText(command[0]?.words[0]);
  const isKnown = (name: string, index: number): boolean =>
    isHarmlessSetting(name, values[index]) || isReadSeparator(name, values[index], program);
  if (!names.every(isKnown)) refuse(node, context);
  return context.walkScript(command, frame);
}

/** `name=value`: later commands of the same list know what the name holds, unless the script sets it elsewhere too. */
function walkAlone(node: Node, frame: Frame, context: WalkContext): Outcome {
  let inner = frame;
  for (const [index, name] of node.name.split(' ').entries()) {
    const word = node.words[index];
    const value = word && valueOf(word, inner, context);
    if (value && mayBeSet(name)) inner = bind(inner, name, bindingOf([value]));
    else refuse(node, context);
  }
  const why = 'A name is set that only this command knows.';
  context.findings.effect({ kind: 'read', type: 'none', name: 'assignment', why, at: node });
  return { ...unchanged(frame.directories), scope: inner.scope };
}

/** Walks assignments, alone or in front of a command. */
export function walkAssign(node: Node, frame: Frame, context: WalkContext): Outcome {
  const [command] = node.lists;
  return command ? walkPrefixed(node, command, { ...context, frame }) : walkAlone(node, frame, context);
}
