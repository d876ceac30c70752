import { refusalStatus } from '../../domain/refusal-status.js';
import type { CallStatus, ToolCall } from '../../domain/call/tool-call.js';

const statuses: Readonly<Partial<Record<CallStatus, number>>> = {
  denied: 403,
  proposed: 202,
  held: 202,
  granted: 202,
  reserved: 202,
  started: 202,
};

/**
 * The HTTP status of a proposed call. Once something was sent to the target it is 200, whatever came of it: clients
 * retry 5xx by themselves, and a call must never be made twice because of that.
 */
export function callHttpStatus({ status, outcome }: ToolCall): number {
  const wasSent = outcome?.durationMs !== undefined;
  if (status !== 'failed' || wasSent) return statuses[status] ?? 200;
  return refusalStatus(outcome?.reasonCode ?? '') >= 500 ? 503 : 200;
}
