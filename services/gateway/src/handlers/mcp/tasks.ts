import { isOver } from '../../domain/call/is-over.js';
import type { ToolCall } from '../../domain/call/tool-call.js';
import { modernRevision } from '../../domain/mcp/revisions.js';
import { rpcCode, rpcError, type RpcError, type RpcOutcome } from '../../domain/mcp/rpc-error.js';
import { taskView } from '../../domain/mcp/task-view.js';
import type { McpAsk, McpParts } from './mcp-parts.js';
import { approvalUrlOf, showCall } from './show-call.js';
import { waitForCall } from './wait-for-call.js';

/** A client that waits longer asks again. */
const longestWaitMs = 600_000;

/** How a task stands; in the current revision with its result, once there is one. */
export function getTask(parts: McpParts) {
  return async (ask: McpAsk): Promise<RpcOutcome> => {
    const found = await callOf(parts, ask, 0);
    if ('error' in found) return found;
    const { call } = found;
    if (ask.traits.revision !== modernRevision)
      return { result: taskView(call, approvalUrlOf(parts, call), 'sessions') };
    const view = taskView(call, approvalUrlOf(parts, call), 'results');
    return { result: view.status === 'completed' ? { ...view, result: await showCall(parts, call) } : view };
  };
}

/** The result of a task, when there is one: waits for it. */
export function taskResult(parts: McpParts) {
  return async (ask: McpAsk): Promise<RpcOutcome> => {
    const found = await callOf(parts, ask, longestWaitMs);
    if ('error' in found) return found;
    const { call } = found;
    if (!isOver(call.status)) {
      return rpcError(rpcCode.internalError, 'The task is not over yet.', { data: { reason_code: 'still_waiting' } });
    }
    const shown = await showCall(parts, call);
    const related = { 'io.modelcontextprotocol/related-task': { taskId: call.id } };
    return { result: { ...shown, _meta: { ...(shown._meta as object), ...related } } };
  };
}

/** Answers to questions, of which there are none: taken note of. */
export function updateTask(parts: McpParts) {
  return async (ask: McpAsk): Promise<RpcOutcome> => {
    const found = await callOf(parts, ask, 0);
    return 'error' in found ? found : { result: {} };
  };
}

/** Takes a call back that waits for people. What they have decided, or what runs, is not stopped by an agent. */
export function cancelTask(parts: McpParts) {
  return async (ask: McpAsk): Promise<RpcOutcome> => {
    const found = await callOf(parts, ask, 0);
    if ('error' in found) return found;
    const withdrawn = await parts.withdraw({ caller: ask.caller, callId: found.call.id });
    if (!withdrawn.ok) return rpcError(rpcCode.internalError, withdrawn.refusal.message);
    if (ask.traits.revision === modernRevision) return { result: {} };
    const { value: call } = withdrawn;
    if (call.status === 'cancelled' && found.call.status !== 'cancelled') {
      return { result: taskView(call, approvalUrlOf(parts, call), 'sessions') };
    }
    const message = `The task can no longer be cancelled: its call is ${call.status}.`;
    return rpcError(rpcCode.invalidParams, message, { data: { reason_code: 'not_cancellable' } });
  };
}

type Found = { call: ToolCall } | { error: RpcError };

async function callOf(parts: McpParts, ask: McpAsk, waitMs: number): Promise<Found> {
  const { taskId } = ask.request.params;
  if (typeof taskId !== 'string' || !/^call_[0-9a-f]{32}$/.test(taskId)) return unknownTask;
  const found = await waitForCall(parts, ask, { callId: taskId, waitMs });
  return found.ok ? { call: found.value } : unknownTask;
}

const unknownTask = {
  error: {
    ...{ code: rpcCode.invalidParams, message: 'There is no such task of this agent.', status: 200 },
    data: { reason_code: 'not_found' },
  },
};
