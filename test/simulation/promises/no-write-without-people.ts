import { verifyValue } from '@countersign/chassis';
import { grantPayloadType, type ApprovalGranted, type Decision } from '@countersign/contracts';
import type { History } from '../history/history.js';
import { leavesOf, type SealedLeaf } from '../history/record-index.js';
import { trusted } from '../world/keys.js';

/** Promise 3: a held call runs, or passes, only under a grant of enough distinct people who may give it and did. */
export function noWriteWithoutPeople(history: History): string[] {
  const { record } = history;
  const ran = new Set([
    ...history.effects.map(({ callId }) => callId),
    ...record.of('ToolCallStarted').map(({ subject }) => subject),
    ...record.of('ToolCallReleased').map(({ subject }) => subject),
  ]);
  return [...[...ran].flatMap((callId) => check(history, callId)), ...inventedVotes(history)];
}

function check(history: History, callId: string): string[] {
  const sealed = history.record.about(callId);
  const decision = leavesOf(sealed, 'ToolCallDecided').find(({ data }) => data.decision.phase === 'initial');
  if (!decision) return [`${callId} went on without a decision`];
  const { verdict } = decision.data.decision;
  if (verdict === 'allow') return [];
  if (verdict === 'deny') return [`${callId} went on although it was denied`];
  const grants = leavesOf(sealed, 'ApprovalGranted');
  const [granted] = grants;
  if (!granted || grants.length > 1) return [`${callId} was held and went on with ${grants.length} grants`];
  return checkGrant(history, { granted, decision: decision.data.decision, sealed });
}

interface Held {
  granted: ApprovalGranted;
  decision: Decision;
  sealed: SealedLeaf[];
}

function checkGrant(history: History, held: Held): string[] {
  const { grant, signature } = held.granted.data;
  const quorum = held.decision.approvers?.quorum ?? 1;
  const voters = votersBefore(held);
  const faults = grant.approvedBy.flatMap((person) => faultsOfApprover(history, held, { person, voters }));
  if (new Set(grant.approvedBy).size < quorum || voters.size < quorum)
    faults.push(`${voters.size} people approved, of ${quorum} needed`);
  if (!verifyValue({ payloadType: grantPayloadType, value: grant, signature }, trusted.approvals))
    faults.push('the grant carries no valid signature');
  return faults.map((fault) => `${held.decision.callId}: ${fault}`);
}

/** Whose approval was on the record when the grant came onto it. */
function votersBefore({ granted, sealed }: Held): Set<string> {
  const grantedAt = sealed.find(({ leaf }) => leaf === granted)?.index ?? -1;
  const votes = leavesOf(
    sealed.filter(({ index }) => index < grantedAt),
    'ApprovalVoted',
  );
  return new Set(votes.filter(({ data }) => data.vote === 'approve').map(({ data }) => data.person));
}

function faultsOfApprover(
  { ballots }: History,
  { granted, decision }: Held,
  { person, voters }: { person: string; voters: ReadonlySet<string> },
): string[] {
  const { approvers, principal, owner } = decision;
  const eligible = [approvers?.people, approvers?.escalate?.people].flatMap((people) => people ?? []);
  const really = ballots.some((ballot) => ballot.person === person && didApprove(ballot, granted.data.grant));
  const faults: [boolean, string][] = [
    [!eligible.includes(person), `${person} is no approver`],
    [person === principal || person === owner, `${person} approved an own call`],
    [!voters.has(person), `no vote of ${person} is on the record`],
    [!really, `${person} never approved`],
  ];
  return faults.filter(([isSo]) => isSo).map(([, fault]) => fault);
}

function didApprove(ballot: History['ballots'][number], grant: { callId: string; actionDigest: string }): boolean {
  return ballot.vote === 'approve' && ballot.callId === grant.callId && ballot.actionDigest === grant.actionDigest;
}

/** Every vote on the record was given by the person it names. */
function inventedVotes({ record, ballots }: History): string[] {
  return record
    .of('ApprovalVoted')
    .filter(
      ({ data }) =>
        !ballots.some(
          ({ person, callId, vote }) => person === data.person && callId === data.callId && vote === data.vote,
        ),
    )
    .map(({ data }) => `${data.person} never gave the vote on ${data.callId} that is on the record`);
}
