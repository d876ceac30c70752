import type { Result } from '@countersign/contracts';
import { endedUnsent } from '../../domain/call/ending.js';
import type { ToolCall } from '../../domain/call/tool-call.js';
import { isInScope, outsideScope } from '../../domain/identity/run-scope.js';
import { executableTool } from '../../domain/registry/executable-tool.js';
import type { CallParts } from '../call-parts.js';
import { proposedEvent } from '../events/proposed-event.js';
import { steadyRecord } from '../events/steady-record.js';
import { recordUnavailable, refused } from '../refused.js';
import { checkSuspension } from '../upstream/suspended-tool.js';
import { actOnDecision } from './act-on-decision.js';
import { endCall } from './end-call.js';
import { newCall, type Proposal } from './new-call.js';
import { persist } from './persist.js';
import { tellable } from './tellable.js';
import { toldCall } from './told-call.js';

/** Longer arguments would not fit into the events that carry them. */
const mostArgumentBytes = 256 * 1024;
const shorter = 'Make several calls, or pass a reference to the data in place of the data.';

/**
 * An agent asks the gateway to run a tool. Answers with the call as it stands in the end: over, or held for people.
 * A refusal means that no call came to be, or that its record cannot be written just now.
 */
export function proposeToolCall(parts: CallParts) {
  const propose = proposing(parts);
  return async (proposal: Omit<Proposal, 'mode'>): Promise<Result<ToolCall>> =>
    toldCall(parts, await propose(proposal));
}

function proposing(anyTime: CallParts) {
  return async (proposal: Omit<Proposal, 'mode'>): Promise<Result<ToolCall>> => {
    const parts = { ...anyTime, record: steadyRecord(anyTime.record) };
    if (!parts.record.available()) return recordUnavailable();
    const checked = await check(parts, proposal);
    if (!checked.ok) return checked;
    const call = newCall(parts, { ...proposal, mode: 'executed' });
    if (Buffer.byteLength(call.argumentsText) > mostArgumentBytes)
      return refused('arguments_invalid', `The arguments are longer than ${mostArgumentBytes} bytes.`, shorter);
    const decided = parts.decisions.wait(call.id, parts.decisionTimeoutMs);
    const accepted = await accept(parts, call).catch((error: unknown) => notAccepted(parts, call, error));
    if (accepted === 'not-accepted') return recordUnavailable();
    if (accepted) return repeated(parts, call, accepted);
    const signed = await decided;
    if (signed) return actOnDecision(parts, call, signed);
    return endCall(parts, call, endedUnsent('failed', 'policy_unavailable', 'Policy did not decide in time.'));
  };
}

async function check(
  parts: CallParts,
  { caller, run, tool, values }: Omit<Proposal, 'mode'>,
): Promise<Result<unknown>> {
  if (!isInScope(run, 'tools', tool)) return { ok: false, refusal: outsideScope('tool') };
  const registry = await parts.registry.of(caller.tenant);
  if (!registry.ok) return registry;
  const registered = executableTool(registry.value, tool);
  if (!registered.ok) return registered;
  const usable = await checkSuspension(parts, caller.tenant, registered.value);
  return usable.ok ? parts.argumentChecker.check(registered.value, values) : usable;
}

/** Stores and proposes the call; with an idempotency key one after the other, since it may be there already. */
async function accept(parts: CallParts, call: ToolCall): Promise<ToolCall | null> {
  const event = proposedEvent(call);
  if (call.idempotencyKey !== null) {
    const twin = await parts.calls.insert(call);
    if (!twin) await parts.publisher.publish(event);
    return twin;
  }
  const [stored, published] = await Promise.allSettled([parts.calls.insert(call), parts.publisher.publish(event)]);
  if (stored.status === 'fulfilled' && published.status === 'fulfilled') return stored.value;
  if (published.status === 'fulfilled') endUnstored(parts, call);
  throw stored.status === 'rejected' ? stored.reason : (published as PromiseRejectedResult).reason;
}

/** The call is on the record and will be decided: it must end there too, as soon as the store can be written. */
function endUnstored(parts: CallParts, call: ToolCall): void {
  persist(parts, () => parts.calls.insert(call))
    .then(() => endCall(parts, call, unwritten()))
    .catch((error: unknown) => parts.report(error, { part: 'end a call', call: call.id }));
}

/** Nothing was forwarded; whichever half was written, the call ends here as far as it can be told now, by the sweep otherwise. */
async function notAccepted(parts: CallParts, call: ToolCall, error: unknown): Promise<'not-accepted'> {
  parts.report(error, { part: 'accept a call' });
  await endCall(parts, call, unwritten()).catch((again: unknown) => parts.report(again, { part: 'end a call' }));
  return 'not-accepted';
}

const unwritten = () => endedUnsent('failed', 'record_unavailable', 'The call could not be written down.');

/** The same key again: the same call for the same action, anything else is a conflict. */
async function repeated(parts: CallParts, call: ToolCall, twin: ToolCall): Promise<Result<ToolCall>> {
  if (twin.tool !== call.tool || twin.argumentsDigest !== call.argumentsDigest) {
    return refused('idempotency_conflict', 'This idempotency key was used for another call.', 'Use a new key.');
  }
  const stored = await parts.calls.get(twin);
  return { ok: true, value: stored ? tellable(parts, stored) : twin };
}
