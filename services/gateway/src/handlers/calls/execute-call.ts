import type { Refused, Result } from '@countersign/contracts';
import type { JsonValue } from '@countersign/evidence';
import { endedUnsent } from '../../domain/call/ending.js';
import { endingOfAnswer, type TargetAnswer } from '../../domain/call/ending-of-answer.js';
import { isOver } from '../../domain/call/is-over.js';
import { planExecution, type ExecutionPlan } from '../../domain/call/plan-execution.js';
import type { ToolCall } from '../../domain/call/tool-call.js';
import type { CallParts } from '../call-parts.js';
import { noteChangedDefinition } from '../upstream/note-changed-definition.js';
import { checkSuspension } from '../upstream/suspended-tool.js';
import type { Authority } from './authority.js';
import { claimCall, type Lease } from './claim-call.js';
import { endCall } from './end-call.js';
import { persist } from './persist.js';
import { sendOverHttp } from './send-over-http.js';

/**
 * Runs an authorised call once: only one caller ever moves it to `started`, its intent is sealed before anything is
 * sent, and its outcome is sealed before anything is told (promises 1, 4 and 5).
 */
export async function executeCall(parts: CallParts, call: ToolCall, by: Authority): Promise<Result<ToolCall>> {
  const plan = await planOf(parts, call, by);
  if (!plan.ok) return fail(parts, call, plan);
  const claimed = await claimCall(parts, call, { by, needsLease: plan.value.needsLease });
  const started: ToolCall = { ...call, status: 'started', replica: parts.replica };
  if (claimed === 'taken') return { ok: true, value: started };
  if (!claimed.ok)
    return mayTryAgain(by, claimed) ? leave(parts, started) : unclaimed(parts, call, { started, claimed });
  const sentAt = parts.clock.now();
  const answer = await send(parts, call, { plan: plan.value, lease: claimed.value });
  const durationMs = Math.max(0, Math.round(parts.clock.now() - sentAt));
  await noteChange(parts, call, { plan: plan.value, answer, by });
  const { detectors } = plan.value;
  const decision = by.recheck?.decision ?? by.decision.decision;
  const context = { decision, durationMs, secret: claimed.value?.value ?? '', detectors };
  return endCall(parts, started, endingOfAnswer(answer, context));
}

/** The target's server showed, just before the call was sent, that the tool is no longer what was approved. */
async function noteChange(
  parts: CallParts,
  call: ToolCall,
  { plan, answer, by }: { plan: ExecutionPlan; answer: TargetAnswer; by: Authority },
): Promise<void> {
  if (answer.kind !== 'not-sent' || !answer.changed) return;
  if (plan.send.over !== 'upstream' || plan.send.call.kind !== 'mcp') return;
  const { pinnedDigest } = plan.send.call;
  const change = { decision: by.decision.decision, pinnedDigest, foundDigest: answer.changed.foundDigest };
  await noteChangedDefinition(parts, call, change).catch((error: unknown) => {
    parts.report(error, { part: 'note a changed definition', call: call.id });
  });
}

async function planOf(parts: CallParts, call: ToolCall, by: Authority): Promise<Result<ExecutionPlan>> {
  const registry = await parts.registry.of(call.tenant);
  if (!registry.ok) return registry;
  const tool = registry.value.tools.get(call.tool);
  const usable = tool && (await checkSuspension(parts, call.tenant, tool));
  if (usable?.ok === false) return usable;
  const values = JSON.parse(call.argumentsText) as Record<string, JsonValue>;
  return planExecution(registry.value, by.recheck?.decision ?? by.decision.decision, values);
}

async function send(
  parts: CallParts,
  call: ToolCall,
  { plan, lease }: { plan: ExecutionPlan; lease: Lease | null },
): Promise<TargetAnswer> {
  const credential = lease?.value ?? '';
  try {
    if (plan.send.over === 'http') return await sendOverHttp(parts.target, { call, credential }, plan.send);
    const context = { callId: call.id, traceparent: call.traceparent, credential };
    const answer = await parts.upstreams?.call(plan.send.call, context);
    return answer ?? { kind: 'not-sent', reasonCode: 'connector_unsupported', message: 'There is no such connector.' };
  } catch (error) {
    parts.report(error, { part: 'send to a target', call: call.id });
    return { kind: 'lost', reasonCode: 'internal_error', message: 'The answer of the target was lost.' };
  }
}

function fail(parts: CallParts, call: ToolCall, { refusal }: Refused): Promise<Result<ToolCall>> {
  return endCall(parts, call, endedUnsent('failed', refusal.reasonCode, refusal.message));
}

/** The claim may have failed before or after the call was ours; it is ended from whichever it was. */
async function unclaimed(
  parts: CallParts,
  call: ToolCall,
  { started, claimed }: { started: ToolCall; claimed: Refused },
): Promise<Result<ToolCall>> {
  const ended = await fail(parts, started, claimed);
  return ended.ok && !isOver(ended.value.status) ? fail(parts, call, claimed) : ended;
}

/** Credentials did not answer, or its answer was lost before. Nobody waits for a granted call, so it can be tried again; any other ends here. */
function mayTryAgain(by: Authority, { refusal }: Refused): boolean {
  return by.grant !== undefined && ['service_unavailable', 'lease_outstanding'].includes(refusal.reasonCode);
}

async function leave(parts: CallParts, call: ToolCall): Promise<Result<ToolCall>> {
  await persist(parts, () => parts.calls.move(call, { status: 'granted', replica: null }));
  return { ok: true, value: { ...call, status: 'granted' } };
}
