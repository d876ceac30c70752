import type { Leaf } from '@countersign/contracts';
import type { CallAnswer, Effect, History, ModelAnswer } from '../history/history.js';
import { leavesOf, type SealedLeaf } from '../history/record-index.js';

type EventType = Leaf['type'];

const explains: Readonly<Record<string, EventType>> = {
  held: 'ToolCallHeld',
  succeeded: 'ToolCallSucceeded',
  failed: 'ToolCallFailed',
  denied: 'ToolCallFailed',
  rejected: 'ToolCallFailed',
  expired: 'ToolCallFailed',
  cancelled: 'ToolCallFailed',
  unknown: 'ToolCallOutcomeUnknown',
};

/** Promise 1: nothing is sent to a target, and nothing is told to an agent, before what explains it is sealed. */
export function noActionWithoutRecord(history: History): string[] {
  return [
    ...history.effects.flatMap(unexplainedEffect),
    ...history.callAnswers.flatMap(unexplainedAnswer),
    ...history.modelAnswers.flatMap(unexplainedModelAnswer),
    ...tooManyPassed(history.modelAnswers),
  ];
}

function unexplainedEffect({ callId, sealed, credential }: Effect): string[] {
  const what = `the effect of ${callId}`;
  const [started] = leavesOf(sealed, 'ToolCallStarted');
  if (!started) return [`${what} came before its intent was sealed`];
  const decisions = leavesOf(sealed, 'ToolCallDecided').map(({ data }) => data.decision.decisionId);
  const leases = leavesOf(sealed, 'LeaseIssued').map(({ data }) => data.leaseId);
  const grants = leavesOf(sealed, 'ApprovalGranted').map(({ data }) => data.grant.grantId);
  const { decisionId, recheckDecisionId, grantId } = started.data;
  return [
    ...missing(sealed, ['ToolCallProposed'], what),
    ...unless(decisions.includes(decisionId), `${what} came before its decision was sealed`),
    ...unless(
      credential === '' || leases.includes(credential.split(' ')[0] as string),
      `${what} came before its lease was sealed`,
    ),
    ...unless(grantId === undefined || grants.includes(grantId), `${what} came before its grant was sealed`),
    ...unless(
      grantId === undefined || decisions.includes(recheckDecisionId as string),
      `${what} came before its second decision was sealed`,
    ),
  ];
}

function unexplainedAnswer({ callId, status, sealed }: CallAnswer): string[] {
  const type = explains[status];
  if (!type) return [`${callId} was answered with ${status}, which is no end of a call`];
  // A call whose proposal could not be written down ends as failed, and its end says so.
  const needed: EventType[] = status === 'failed' ? [type] : ['ToolCallProposed', type];
  return missing(sealed, needed, `the answer ${status} to ${callId}`);
}

function unexplainedModelAnswer({ modelCallId, kind, sealed, passed, sealedOfPassed }: ModelAnswer): string[] {
  const last: EventType = kind === 'piece' ? 'ModelCallStarted' : 'ModelCallCompleted';
  return [
    ...missing(sealed, ['ModelCallProposed', 'ModelCallDecided', last], `the answer to ${modelCallId}, ${kind}`),
    ...passed.flatMap(({ tool }, nth) =>
      missing(
        sealedOfPassed[nth] ?? [],
        ['ToolCallProposed', 'ToolCallDecided', 'ToolCallReleased'],
        `a call of ${tool} in the answer to ${modelCallId}`,
      ),
    ),
  ];
}

/** The same action may pass as often as its release had been sealed by then, and no more. */
function tooManyPassed(answers: readonly ModelAnswer[]): string[] {
  const times = new Map<string, number>();
  return answers.flatMap(({ modelCallId, passed, sealedOfPassed }) =>
    passed.flatMap((call, nth) => {
      const action = `${call.tool} ${call.arguments}`;
      const passes = (times.get(action) ?? 0) + 1;
      times.set(action, passes);
      const releases = leavesOf(sealedOfPassed[nth] ?? [], 'ToolCallReleased').length;
      return unless(passes <= releases, `${action} passed ${passes} times, by ${modelCallId}, on ${releases} releases`);
    }),
  );
}

function missing(sealed: readonly SealedLeaf[], types: readonly EventType[], what: string): string[] {
  const present = new Set(sealed.map(({ leaf }) => leaf.type));
  return types.filter((type) => !present.has(type)).map((type) => `${what} came before ${type} was sealed`);
}

function unless(holds: boolean, violation: string): string[] {
  return holds ? [] : [violation];
}
