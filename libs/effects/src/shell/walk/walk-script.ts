import type { Frame } from '../commands/call.js';
import type { Findings } from '../findings.js';
import { MAX_DEPTH } from '../limits.js';
import type { Node } from '../syntax/tree.js';
import { afterwards, eitherDirectory, unchanged } from './outcome.js';
import type { Outcome } from './outcome.js';
import { refusalMessages } from './refusal-messages.js';
import type { WalkContext } from './walk-context.js';
import { walkAssign } from './walk-assign.js';
import { walkFor, walkWhile } from './walk-loops.js';
import { walkRedirections } from './walk-redirections.js';
import { walkSimple } from './walk-simple.js';
import { walkTest } from './walk-test.js';
import { walkWords } from './walk-words.js';

type Walk = (node: Node, frame: Frame, context: WalkContext) => Outcome;

const list = (node: Node, index: number): readonly Node[] => node.lists[index] ?? [];

const walkAnd: Walk = (node, frame, { walkScript }) => {
  const left = walkScript(list(node, 0), frame);
  const scope = left.scope ?? frame.scope;
  const right = walkScript(list(node, 1), { ...frame, directories: left.succeeded, scope });
  const failed = eitherDirectory(left.failed, right.failed);
  return { succeeded: right.succeeded, failed, output: 'computed', scope: right.scope ?? scope };
};

const walkOr: Walk = (node, frame, { walkScript }) => {
  const left = walkScript(list(node, 0), frame);
  const right = walkScript(list(node, 1), { ...frame, directories: left.failed });
  return { succeeded: eitherDirectory(left.succeeded, right.succeeded), failed: right.failed, output: 'computed' };
};

const walkPipe: Walk = (node, frame, { walkScript }) => {
  const left = walkScript(list(node, 0), frame);
  const right = walkScript(list(node, 1), { ...frame, input: left.output });
  return unchanged(frame.directories, right.output);
};

const walkNot: Walk = (node, frame, { walkScript }) => {
  const inner = walkScript(list(node, 0), frame);
  return { succeeded: inner.failed, failed: inner.succeeded, output: 'computed' };
};

const walkSubshell: Walk = (node, frame, { walkScript }) =>
  unchanged(frame.directories, walkScript(list(node, 0), frame).output);

const walkIf: Walk = (node, frame, { walkScript }) => {
  let directories = frame.directories;
  let after: Outcome['succeeded'] | 'none' = 'none';
  const add = (outcome: Outcome): void => {
    after = after === 'none' ? afterwards(outcome) : eitherDirectory(after, afterwards(outcome));
  };
  for (let index = 0; index + 1 < node.lists.length; index += 2) {
    const condition = walkScript(list(node, index), { ...frame, directories });
    const scope = condition.scope ?? frame.scope;
    add(walkScript(list(node, index + 1), { ...frame, directories: condition.succeeded, scope }));
    directories = condition.failed;
  }
  const last = node.lists.length % 2 === 1 ? list(node, node.lists.length - 1) : [];
  add(last.length > 0 ? walkScript(last, { ...frame, directories }) : unchanged(directories));
  return unchanged(after === 'none' ? directories : after);
};

const walkCase: Walk = (node, frame, context) => {
  walkWords(node.words, frame, context);
  const after = node.lists.map((body) => afterwards(context.walkScript(body, frame)));
  return unchanged(after.reduce(eitherDirectory, frame.directories));
};

const walkRefused: Walk = (node, frame, context) => {
  const why = refusalMessages[node.name] ?? 'This construct is not understood.';
  context.findings.refuse(node.name, why, node);
  context.findings.effect({ kind: 'unknown', type: 'process', name: node.name, why, at: node });
  for (const nested of node.lists) context.walkScript(nested, frame);
  return unchanged(undefined);
};

const walks: Readonly<Record<Node['type'], Walk>> = {
  simple: walkSimple,
  and: walkAnd,
  or: walkOr,
  pipe: walkPipe,
  not: walkNot,
  group: (node, frame, { walkScript }) => walkScript(list(node, 0), frame),
  subshell: walkSubshell,
  if: walkIf,
  while: walkWhile,
  for: walkFor,
  case: walkCase,
  test: walkTest,
  assign: walkAssign,
  time: (node, frame, { walkScript }) => walkScript(list(node, 0), frame),
  refused: walkRefused,
};

/** Walks a whole script and records every effect it can have. */
export function walkWholeScript(
  script: readonly Node[],
  frame: Frame,
  base: { command: string; findings: Findings },
): void {
  let depth = 0;
  const context: WalkContext = {
    ...base,
    walkScript: (nodes, at) => {
      depth += 1;
      const outcome = depth > MAX_DEPTH ? tooDeep(base.findings, base.command) : walkList(nodes, at);
      depth -= 1;
      return outcome;
    },
    walkOutput: (part, at) => context.walkScript(part.script, { ...at, input: 'computed' }).output,
  };
  const walkNode: Walk = (node, at) => {
    const inner = node.type === 'simple' ? at : walkRedirections(node.redirections, at, context);
    const outcome = walks[node.type](node, inner, context);
    return mixesOutput(node) ? { ...outcome, output: 'computed' } : outcome;
  };
  const walkList = (nodes: readonly Node[], at: Frame): Outcome => {
    const [only] = nodes;
    if (only && nodes.length === 1) return walkNode(only, at, context);
    const after = nodes.reduce((frame, node) => afterNode(node, frame, walkNode(node, frame, context)), at);
    return unchanged(after.directories);
  };
  context.walkScript(script, frame);
}

/** With messages among it nothing can be said of the output: they repeat what the command was given. */
const mixesOutput = ({ redirections }: Node): boolean =>
  redirections.some(({ operator }) => operator === '>&' || operator === '&>' || operator === '&>>');

/** An assignment on its own surely ran; one behind `&&` or `if` may not have. */
const afterNode = (node: Node, frame: Frame, outcome: Outcome): Frame => ({
  ...frame,
  directories: afterwards(outcome),
  scope: (node.type === 'assign' && outcome.scope) || frame.scope,
});

function tooDeep(findings: Findings, command: string): Outcome {
  findings.refuse('too-complex', 'The command is nested too deeply to be analysed.', { start: 0, end: command.length });
  return unchanged(undefined);
}
