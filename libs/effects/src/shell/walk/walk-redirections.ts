import type { Call, Frame } from '../commands/call.js';
import { reportPath } from '../paths/report-path.js';
import type { Redirection } from '../syntax/tree.js';
import { exactText } from '../words/argument.js';
import type { Argument } from '../words/argument.js';
import type { WalkContext } from './walk-context.js';
import { walkBody, walkWords } from './walk-words.js';

const WRITES = new Set(['>', '>>', '>|', '&>', '&>>', '>&', '<>']);
const KEEPS_OUTPUT: Readonly<Record<string, RegExp>> = {
  '>': /^\/dev\/null$/,
  '>>': /^\/dev\/null$/,
  '&>': /^\/dev\/null$/,
  '>&': /^(?:[12]|-|\/dev\/null)$/,
  '<&': /^(?:0|-)$/,
};

function shellCall(frame: Frame, context: WalkContext, at: Argument): Call {
  const { findings } = context;
  return { name: 'redirection', args: [], at, frame, findings, run: () => 'computed' };
}

function walkTarget(redirection: Redirection, target: Argument, context: WalkContext & { frame: Frame }): void {
  const { operator } = redirection;
  const call = shellCall(context.frame, context, target);
  if (operator === '<' && (target.fields === 'one' || target.candidates))
    return reportPath(call, target, { access: 'read' });
  if (KEEPS_OUTPUT[operator]?.test(exactText(target) ?? '')) return;
  if (!WRITES.has(operator))
    return context.findings.refuse('redirection', 'This redirection is not understood.', target);
  context.findings.refuse('writes-file', `${operator} writes to ${target.source}.`, target);
  reportPath(call, target, { access: 'write' });
}

function walkRedirection(redirection: Redirection, frame: Frame, context: WalkContext): void {
  const { operator, target, descriptor, body } = redirection;
  if (!/^[0-9]?$/.test(descriptor))
    context.findings.refuse('redirection', 'The redirection names its own descriptor.', target);
  if (operator === '<<') {
    if (target.parts.some(({ type }) => type === 'refused'))
      context.findings.refuse('redirection', 'This here-document is not understood.', target);
    return walkBody(body, target, { ...context, frame });
  }
  const targets = walkWords([target], frame, context);
  if (operator === '<<<') return;
  if (targets.length !== 1)
    return context.findings.refuse('redirection', 'The redirection has several targets.', target);
  for (const argument of targets) walkTarget(redirection, argument, { ...context, frame });
}

/** Walks the redirections of a command and returns the frame it runs in. */
export function walkRedirections(redirections: readonly Redirection[], frame: Frame, context: WalkContext): Frame {
  for (const redirection of redirections) walkRedirection(redirection, frame, context);
  const readsElse = redirections.some(({ operator }) => operator.startsWith('<'));
  return readsElse ? { ...frame, input: 'computed' } : frame;
}
