import type { ApproverRequirement } from '@countersign/contracts';
import type { CompiledApprovers, CompiledPolicy } from '../compile/compiled-policy.js';

type Eligible = { ok: true; approvers: ApproverRequirement } | { ok: false; reasonCode: string; reason: string };

/**
 * The people who may grant this call: those whom every holding rule names, without anyone who is a party to it.
 * When too few remain the call is denied, for it could never be granted.
 */
export function eligibleApprovers(
  compiled: CompiledPolicy,
  holding: readonly CompiledApprovers[],
  parties: ReadonlySet<string>,
): Eligible {
  const distinct = [...new Map(holding.map((one) => [JSON.stringify(one), one])).values()];
  const [first, ...others] = distinct.map((one) => expand(compiled, one, parties)) as [ApproverRequirement];
  const approvers = others.reduce(both, first);
  const reachable = new Set([...approvers.people, ...(approvers.escalate?.people ?? [])]);
  if (reachable.size >= approvers.quorum) return { ok: true, approvers };
  const groups = approvers.groups.join(', ') || 'the named people';
  if (others.length > 0) {
    const reason = `several rules hold this call, and too few people are named by all of them (${groups})`;
    return { ok: false, reasonCode: 'approvers_conflict', reason };
  }
  const reason = `${approvers.quorum} approver(s) needed from ${groups}, ${reachable.size} may decide on this call`;
  return { ok: false, reasonCode: 'approvers_unavailable', reason };
}

function expand(compiled: CompiledPolicy, from: CompiledApprovers, parties: ReadonlySet<string>): ApproverRequirement {
  const { quorum, groups, expires_seconds: expiresInSeconds, escalate } = from;
  const people = withoutParties([...from.people, ...membersOf(compiled, groups)], parties);
  const requirement = { groups, people, quorum, expiresInSeconds };
  if (!escalate) return requirement;
  const more = withoutParties(membersOf(compiled, escalate.groups), parties);
  return {
    ...requirement,
    escalate: { afterSeconds: escalate.after_seconds, groups: escalate.groups, people: more },
  };
}

function membersOf(compiled: CompiledPolicy, groups: readonly string[]): string[] {
  return groups.flatMap((group) => compiled.groups.get(group) ?? []);
}

function withoutParties(people: readonly string[], parties: ReadonlySet<string>): string[] {
  return [...new Set(people)].filter((person) => !parties.has(person)).slice(0, 256);
}

/** Only people who satisfy both rules, as many as the stricter wants, as long as the shorter lasts; nobody later. */
function both(left: ApproverRequirement, right: ApproverRequirement): ApproverRequirement {
  return {
    groups: [...new Set([...left.groups, ...right.groups])].slice(0, 32),
    people: left.people.filter((person) => right.people.includes(person)),
    quorum: Math.max(left.quorum, right.quorum),
    expiresInSeconds: Math.min(left.expiresInSeconds, right.expiresInSeconds),
  };
}
