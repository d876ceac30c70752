import { isOver } from '../call/is-over.js';
import type { ToolCall } from '../call/tool-call.js';
import type { JsonObject } from '../wire/seam/json-object.js';

const pollMs = 2_000;

/**
 * A call as a task. `results`: a call that ended badly is completed all the same, since its result says so; sessions of
 * the older revision call that failed.
 */
export function taskView(call: ToolCall, approvalUrl: string, era: 'sessions' | 'results'): JsonObject {
  const at = new Date(call.createdAt).toISOString();
  const decidedAt = call.decision?.decision.decidedAt ?? at;
  const names: JsonObject =
    era === 'sessions' ? { ttl: null, pollInterval: pollMs } : { ttlMs: null, pollIntervalMs: pollMs };
  const statusMessage = messageOf(call, approvalUrl);
  return {
    taskId: call.id,
    status: statusOf(call, era),
    ...(statusMessage === undefined ? {} : { statusMessage }),
    createdAt: at,
    lastUpdatedAt: decidedAt > at ? decidedAt : at,
    ...names,
  };
}

function statusOf({ status }: ToolCall, era: 'sessions' | 'results'): string {
  if (!isOver(status)) return 'working';
  if (status === 'cancelled') return 'cancelled';
  return status === 'succeeded' || era === 'results' ? 'completed' : 'failed';
}

function messageOf(call: ToolCall, approvalUrl: string): string | undefined {
  if (call.status === 'held') return `Waits for human approval. A person decides here: ${approvalUrl}`;
  return call.outcome?.message;
}
