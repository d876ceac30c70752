import { recheckToolCall, type Result } from '@countersign/contracts';
import { checkGrant } from '../../domain/call/check-grant.js';
import { checkRecheck } from '../../domain/call/check-recheck.js';
import type { ToolCall } from '../../domain/call/tool-call.js';
import type { CallParts } from '../call-parts.js';
import { refused } from '../refused.js';
import { isTrusted } from './act-on-decision.js';
import type { Authority } from './authority.js';

/**
 * Asks policy again right before a granted call is let through, and holds its answer against what was approved.
 * Refused as `policy_unavailable` when policy does not answer: the grant is then still unused.
 */
export async function recheck(parts: CallParts, call: ToolCall): Promise<Result<Authority>> {
  const { decision, grant } = call;
  if (!decision || !grant) throw new Error(`call ${call.id} is granted without decision or grant`);
  const stale = checkGrant(decision.decision, grant.grant, parts.clock.now());
  if (stale) return { ok: false, refusal: stale };
  const { tenant, id, agent, run, tool, argumentsText, principal, traceparent } = call;
  const asked = { tenant, callId: id, agent, run, tool, argumentsText, principal, traceparent };
  const answer = await parts.rpc.call(recheckToolCall, asked);
  if (!answer.ok) return refused('policy_unavailable', answer.refusal.message);
  if (answer.value.decision.phase !== 'recheck' || !isTrusted(parts, call, answer.value)) {
    return refused('decision_mismatch', 'The second decision is not one for this call.');
  }
  const refusal = checkRecheck(decision.decision, answer.value.decision, grant.grant);
  return refusal ? { ok: false, refusal } : { ok: true, value: { decision, grant, recheck: answer.value } };
}
