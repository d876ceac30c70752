import type { Effect } from './counting-target.js';
import type { Story } from './held-call.js';
import type { SealedLeaf } from './sealed-record.js';

const endings = new Set(['ToolCallSucceeded', 'ToolCallFailed', 'ToolCallOutcomeUnknown']);
/** What must be on the record before a held call may take effect. */
const before = ['ToolCallProposed', 'ToolCallDecided', 'ApprovalGranted', 'LeaseIssued', 'ToolCallStarted'];

interface LeafData {
  data: { callId?: string | null; grant?: { callId: string } };
}

/** The call that an event is about: for those of approvals and credentials it is in the data. */
export function callOf({ leaf, subject }: SealedLeaf): string {
  const { data } = JSON.parse(leaf.toString('utf8')) as LeafData;
  return data.grant?.callId ?? data.callId ?? subject;
}

export function byCall(leaves: readonly SealedLeaf[]): Map<string, SealedLeaf[]> {
  const calls = new Map<string, SealedLeaf[]>();
  for (const leaf of leaves) {
    const call = callOf(leaf);
    const others = calls.get(call);
    if (others) others.push(leaf);
    else calls.set(call, [leaf]);
  }
  return calls;
}

const count = (leaves: readonly SealedLeaf[], type: string) => leaves.filter((leaf) => leaf.type === type).length;

/** Effects without a grant of their own, effects done twice, credentials used twice. */
export function uncalledFor(effects: readonly Effect[], calls: ReadonlyMap<string, SealedLeaf[]>): string[] {
  const found: string[] = [];
  const leases = new Set<string>();
  const times = new Map<string, number>();
  for (const { callId, leaseId } of effects) {
    if (leases.has(leaseId)) found.push(`${callId} used ${leaseId} again`);
    leases.add(leaseId);
    times.set(callId, (times.get(callId) ?? 0) + 1);
  }
  for (const [callId, effectCount] of times) {
    const grants = count(calls.get(callId) ?? [], 'ApprovalGranted');
    if (effectCount > Math.min(grants, 1)) found.push(`${callId} took effect ${effectCount} times on ${grants} grants`);
  }
  return found;
}

/** Effects whose explanation was not sealed when they happened, or is not on the record at all. */
export async function unexplained(
  effects: readonly Effect[],
  calls: ReadonlyMap<string, SealedLeaf[]>,
): Promise<string[]> {
  const found: string[] = [];
  for (const { callId, intentSealed } of effects) {
    if (!(await intentSealed)) found.push(`${callId} took effect before its intent was sealed`);
    const leaves = calls.get(callId) ?? [];
    const started = leaves.findIndex(({ type }) => type === 'ToolCallStarted');
    const missing = before.filter((type) => !leaves.slice(0, started + 1).some((leaf) => leaf.type === type));
    if (missing.length > 0) found.push(`${callId} took effect without ${missing.join(', ')} before it`);
  }
  return found;
}

/** Started calls that have not exactly one outcome, and calls that ended more than once. */
export function unended(calls: ReadonlyMap<string, SealedLeaf[]>): string[] {
  return [...calls].flatMap(([callId, leaves]) => {
    const started = count(leaves, 'ToolCallStarted');
    const ended = leaves.filter(({ type }) => endings.has(type)).length;
    if (started > 1) return [`${callId} started ${started} times`];
    if (ended > 1 || (started === 1 && ended === 0)) return [`${callId} ended ${ended} times`];
    return [];
  });
}

/** Agents who were told something else than what happened. */
export function mistold(stories: readonly Story[], effects: readonly Effect[]): string[] {
  const allowed: Record<string, number[]> = { succeeded: [1], unknown: [0, 1], failed: [0], rejected: [0] };
  return stories.flatMap(({ name, callId, vote, state }) => {
    const done = effects.filter((effect) => effect.callId === callId).length;
    const fits = allowed[state]?.includes(done) && (vote === 'approve' ? state !== 'rejected' : done === 0);
    return fits ? [] : [`${name} (${callId}) is told to be ${state}, took effect ${done} times, vote: ${vote}`];
  });
}
