import type { ToolCallStarted } from '@countersign/contracts';
import { digestOfJson } from '@countersign/evidence';
import type { Effect, History } from '../history/history.js';
import { leavesOf, type SealedLeaf } from '../history/record-index.js';
import type { Wish } from '../world/chat-answer.js';
import { targetUrl } from '../world/governance.js';

/** Promise 4: what ran is, to the byte, what an agent asked for and people were shown; a grant is used once, and policy was asked again. */
export function approvedIsWhatRuns(history: History): string[] {
  return [
    ...history.effects.flatMap((effect) => otherBytes(history, effect)),
    ...history.record.of('ToolCallStarted').flatMap(({ subject }) => checkIntent(history, subject)),
    ...usedTwice(history),
  ];
}

/** What an approver saw, or an agent asked, as the request that it has to become. Written anew, apart from the gateway's own way. */
function requestFor({ tool, values }: Wish): { method: string; url: string; body: unknown } {
  if (tool === 'logs.read') {
    const limit = values.limit === undefined ? '' : `&limit=${values.limit as number}`;
    return { method: 'GET', url: `${targetUrl}/logs?service=${values.service as string}${limit}`, body: null };
  }
  if (tool === 'releases.deploy') {
    return { method: 'POST', url: `${targetUrl}/releases/${values.service as string}`, body: null };
  }
  const { owner, repo, ...rest } = values;
  return { method: 'POST', url: `${targetUrl}/repos/${owner as string}/${repo as string}/pulls`, body: rest };
}

function otherBytes(history: History, { callId, method, url, body }: Effect): string[] {
  const [proposed] = leavesOf(history.record.about(callId), 'ToolCallProposed');
  if (!proposed) return [`an effect of ${callId}, which nobody proposed`];
  const { tool, argumentsDigest } = proposed.data;
  const ran = digestOfJson({ method, url, body: body === null ? null : JSON.parse(body) });
  const same = (wish: Wish) => digestOfJson(requestFor(wish) as never) === ran;
  const asked = history.asked.find((wish) => wish.tool === tool && digestOfJson(wish.values) === argumentsDigest);
  if (!asked || !same(asked)) return [`${callId} ran as ${method} ${url}, which no agent asked for`];
  return history.ballots
    .filter((ballot) => ballot.callId === callId)
    .filter((ballot) => !same({ tool, values: JSON.parse(ballot.shown) as Wish['values'] }))
    .map((ballot) => `${callId} ran as ${method} ${url}, but ${ballot.person} was shown ${ballot.shown}`);
}

/** One chain of digests and references from the decision to the intent. */
function checkIntent({ record }: History, callId: string): string[] {
  const sealed = record.about(callId);
  const decisions = leavesOf(sealed, 'ToolCallDecided').map(({ data }) => data.decision);
  return leavesOf(sealed, 'ToolCallStarted').flatMap(({ data }) => {
    const decision = decisions.find(({ decisionId }) => decisionId === data.decisionId);
    if (!decision) return [`${callId} started under a decision that is not on the record`];
    if (data.actionDigest !== decision.actionDigest || data.argumentsDigest !== decision.argumentsDigest)
      return [`${callId} started as another action than was decided`];
    return decision.verdict === 'allow' ? [] : checkGranted(sealed, data);
  });
}

function checkGranted(sealed: readonly SealedLeaf[], started: ToolCallStarted['data']): string[] {
  const { callId, grantId, actionDigest, recheckDecisionId, argumentsDigest } = started;
  const granted = leavesOf(sealed, 'ApprovalGranted').find(({ data }) => data.grant.grantId === grantId);
  if (granted?.data.grant.actionDigest !== actionDigest) return [`${callId} started under a grant for something else`];
  const decided = leavesOf(sealed, 'ToolCallDecided').find(
    ({ data }) => data.decision.decisionId === recheckDecisionId,
  );
  const recheck = decided?.data.decision;
  if (recheck?.phase !== 'recheck' || recheck.verdict === 'deny')
    return [`${callId} started without policy having allowed it again`];
  const isOfNow = recheck.decidedAt >= granted.data.grant.grantedAt;
  if (isOfNow && recheck.argumentsDigest === argumentsDigest) return [];
  return [`${callId} started under a second decision that was not about it as granted`];
}

function usedTwice({ record, effects }: History): string[] {
  const uses = [...record.of('ToolCallStarted'), ...record.of('ToolCallReleased')].flatMap(
    ({ data }) => data.grantId ?? [],
  );
  // A lease that never reached its gateway is revoked, and another one takes its place.
  const revoked = new Set(record.of('LeaseRevoked').map(({ data }) => data.leaseId));
  const used = record.of('ToolCallStarted').flatMap(({ data }) => data.leaseId ?? []);
  const live = record.of('LeaseIssued').filter(({ data }) => !revoked.has(data.leaseId));
  const leases = live.flatMap(({ data }) => data.decisionId ?? []);
  const spent = effects.flatMap(({ sealed }) =>
    leavesOf(sealed, 'ToolCallStarted').flatMap(({ data }) => data.grantId ?? []),
  );
  return [
    ...repeated(uses).map((grant) => `the grant ${grant} was used twice`),
    ...repeated(spent).map((grant) => `two effects came of the grant ${grant}`),
    ...used.filter((lease) => revoked.has(lease)).map((lease) => `the revoked credential ${lease} was used`),
    ...repeated(leases).map((decision) => `two credentials were minted for the decision ${decision}`),
  ];
}

function repeated(values: readonly string[]): string[] {
  return values.filter((value, nth) => values.indexOf(value) !== nth);
}
