import type { Refusal } from '@countersign/contracts';
import type { JsonValue } from '@countersign/evidence';
import { z } from 'zod';
import { hiddenDenial, isHiddenDenial } from '../../domain/call/hidden-denial.js';
import { isOver } from '../../domain/call/is-over.js';
import { refusalResult } from '../../domain/mcp/call-result.js';
import { isApprovalTool } from '../../domain/mcp/approval-tools.js';
import { callOfState } from '../../domain/mcp/request-state.js';
import { newestLegacyRevision } from '../../domain/mcp/revisions.js';
import { rpcCode, rpcError, type RpcOutcome } from '../../domain/mcp/rpc-error.js';
import { taskView } from '../../domain/mcp/task-view.js';
import { isObject, type JsonObject } from '../../domain/wire/seam/json-object.js';
import { toldRefusal } from '../calls/told-refusal.js';
import { callApprovalTool } from './approval-tool-calls.js';
import type { CallAnswer, McpAsk, McpParts } from './mcp-parts.js';
import { approvalUrlOf, showCall, showRefusal } from './show-call.js';
import { showHeld } from './show-held.js';
import { waitForCall, whileWorking } from './wait-for-call.js';

const idempotencyKey = z.string().regex(/^[\x21-\x7e]{1,128}$/, 'must be 1 to 128 visible ASCII characters');
const paramsSchema = z.looseObject({
  name: z.string().min(1).max(128),
  arguments: z.custom<JsonObject>((value) => isObject(value as JsonValue), 'must be an object').default({}),
  task: z.looseObject({ ttl: z.number().nullable().optional() }).optional(),
  requestState: z.string().max(4_096).optional(),
  _meta: z.looseObject({ 'countersign/idempotency-key': idempotencyKey.optional() }).optional(),
});
type CallParams = z.infer<typeof paramsSchema>;

const taskAfterMs = 500;

/** One call of a tool: the same pipeline as `POST /v1/tool-calls`, told in the client's own way. */
export function callTool(parts: McpParts) {
  return async (ask: McpAsk): Promise<RpcOutcome> => {
    const read = paramsSchema.safeParse(ask.request.params);
    if (!read.success) {
      const issue = read.error.issues[0];
      return rpcError(rpcCode.invalidParams, `${issue?.path.join('.') || 'params'}: ${issue?.message ?? 'invalid'}`);
    }
    const params = read.data;
    return isApprovalTool(params.name) ? callApprovalTool(parts, ask, params) : callGoverned(parts, ask, params);
  };
}

async function callGoverned(parts: McpParts, ask: McpAsk, params: CallParams): Promise<RpcOutcome> {
  const asTask = params.task !== undefined && ask.traits.revision === newestLegacyRevision;
  const { requestState: state } = params;
  const answer = await (state === undefined
    ? whileWorking(parts, ask, propose(parts, ask, { ...params, asTask }))
    : resume(parts, ask, { ...params, state }));
  if (!answer.ok) return showRefused(parts, ask, answer.refusal);
  const call = answer.value;
  if (isHiddenDenial(call)) return { result: refusalResult(hiddenDenial) };
  if (asTask) return { result: { task: taskView(call, approvalUrlOf(parts, call), 'sessions') } };
  // Who was shown the link already is not shown it again and again while people think.
  const asResult = isOver(call.status) || state !== undefined;
  return { result: asResult ? await showCall(parts, call) : await showHeld(parts, ask, call) };
}

async function propose(parts: McpParts, ask: McpAsk, params: CallParams & { asTask: boolean }): Promise<CallAnswer> {
  const { world } = parts;
  const { caller, traceparent } = ask;
  const run = await world.runs.runOf(caller, ask.session);
  if (!run.ok) return run;
  const callId = world.ids.next('call');
  const { name: tool, arguments: values } = params;
  const key = params._meta?.['countersign/idempotency-key'];
  const once = key === undefined ? {} : { idempotencyKey: key };
  const proposed = parts.propose({ caller, run: run.value, tool, values, traceparent, callId, ...once });
  return params.asTask ? Promise.race([proposed, earlier(parts, ask, { callId, proposed })]) : proposed;
}

/** A task need not wait for its call to run: it is told as soon as the call is stored and has been working for a while. */
async function earlier(
  parts: McpParts,
  ask: McpAsk,
  { callId, proposed }: { callId: string; proposed: Promise<CallAnswer> },
): Promise<CallAnswer> {
  proposed.catch((error: unknown) => parts.world.report(error, { part: 'run a task', call: callId }));
  await new Promise<void>((resolve) => void parts.world.timer.after(taskAfterMs, resolve));
  const stored = await parts.await({ caller: ask.caller, callId, waitMs: 0 });
  return stored.ok ? stored : proposed;
}

/** The client makes a request again of which a call waits for people: that call goes on, and no other comes to be. */
async function resume(parts: McpParts, ask: McpAsk, params: CallParams & { state: string }): Promise<CallAnswer> {
  const asked = { tool: params.name, values: params.arguments };
  const callId = callOfState(ask.agentKey, params.state, { asked, now: parts.world.clock.now() });
  if (callId === null) {
    const message = 'The requestState is not one that was given for this request.';
    return {
      ok: false,
      refusal: { reasonCode: 'request_state_invalid', message, remedy: 'Make the call without it.' },
    };
  }
  return waitForCall(parts, ask, { callId, waitMs: parts.world.heldWaitMs });
}

/** The protocol wants an unknown tool to be an error of the request; what a model can mend is a result it reads. */
async function showRefused(parts: McpParts, ask: McpAsk, refusal: Refusal): Promise<RpcOutcome> {
  const told = await toldRefusal(parts.world, ask.caller.tenant, refusal);
  const { reasonCode, message } = told;
  const isBeforeAnyCall =
    reasonCode === 'tool_unknown' || reasonCode === 'tool_not_executable' || reasonCode === 'request_state_invalid';
  if (!isBeforeAnyCall) return { result: showRefusal(ask, refusal, told) };
  ask.refused(refusal);
  return rpcError(rpcCode.invalidParams, message, { data: { reason_code: reasonCode } });
}
