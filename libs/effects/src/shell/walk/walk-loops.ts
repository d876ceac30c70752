import type { Frame } from '../commands/call.js';
import { MAX_CANDIDATES } from '../limits.js';
import { sameDirectories } from '../paths/resolve-path.js';
import type { Node } from '../syntax/tree.js';
import { isBareOutput } from '../words/argument.js';
import type { Argument, Origin } from '../words/argument.js';
import { mayBeSet } from '../words/scope.js';
import type { Binding } from '../words/scope.js';
import { behindSettings, plainText, readNames } from './assigned-names.js';
import { afterwards, unchanged } from './outcome.js';
import type { Outcome } from './outcome.js';
import type { WalkContext } from './walk-context.js';
import { walkWords } from './walk-words.js';

function worst(args: readonly Argument[]): Origin {
  const order: readonly Origin[] = ['computed', 'stream', 'listed', 'environment', 'token', 'number'];
  return order.find((origin) => args.some((argument) => argument.origin === origin)) ?? 'known';
}

/** Said of a mixture these would be wrong: `for x in $(date +%F) -delete`. */
const UNMIXED: ReadonlySet<Origin> = new Set(['known', 'token', 'number']);

/** What a name holds that gets one of these values. */
export function bindingOf(args: readonly Argument[]): Binding {
  const candidates = args.flatMap((argument) => argument.candidates ?? []);
  const known = args.every((argument) => argument.candidates) && candidates.length <= MAX_CANDIDATES;
  const origin = worst(args);
  if (known) return { candidates, origin };
  if (args.every(isBareOutput)) return { origin };
  return { origin: UNMIXED.has(origin) ? 'computed' : origin };
}

/** A body that changes directory would run from somewhere else the second time. */
function loop(node: Node, frame: Frame, context: WalkContext): Outcome {
  const outcome = context.walkScript(node.lists.at(-1) ?? [], frame);
  if (!sameDirectories(afterwards(outcome), frame.directories))
    context.findings.refuse('change-directory', 'A loop that changes directory is not followed.', node);
  return unchanged(frame.directories);
}

/** A name that is set in several places is not followed and stays as the whole script has it. */
export function bind(frame: Frame, name: string, binding: Binding): Frame {
  const shared = frame.scope.get(name)?.shared === true;
  return shared ? frame : { ...frame, scope: new Map([...frame.scope, [name, binding]]) };
}

export function walkFor(node: Node, frame: Frame, context: WalkContext): Outcome {
  if (!mayBeSet(node.name))
    context.findings.refuse('assignment', `A loop over ${node.name} could change how commands run.`, node);
  const args = walkWords(node.words, frame, context);
  const binding = bindingOf(args);
  const word = args.every((argument) => isBareOutput(argument) && argument.fields === 'some');
  return loop(node, bind(frame, node.name, { ...binding, word }), context);
}

const CONSTANT = new Set(['true', 'false', ':', 'echo', 'sleep']);

function isEndless(condition: readonly Node[]): boolean {
  return condition.every((node) => node.type === 'simple' && CONSTANT.has(plainText(node.words[0]) ?? ''));
}

export function walkWhile(node: Node, frame: Frame, context: WalkContext): Outcome {
  const [condition = []] = node.lists;
  const before = context.walkScript(condition, frame);
  if (!sameDirectories(afterwards(before), frame.directories))
    context.findings.refuse('change-directory', 'A loop that changes directory is not followed.', node);
  const plain = condition.filter((tested) => behindSettings(tested).redirections.length === 0);
  const names = plain.flatMap(readNames);
  if (isEndless(condition))
    context.findings.refuse('endless-loop', 'The loop has no condition that could end it.', node);
  const cut = plain.some(({ type }) => type === 'assign') && UNMIXED.has(frame.input);
  const origin = cut ? 'computed' : frame.input;
  const bound = names.reduce((inner, name) => bind(inner, name, { origin }), frame);
  return loop(node, bound, context);
}
