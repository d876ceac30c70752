import { z } from 'zod';
import {
  approvalWaitTool,
  longestApprovalWaitSeconds,
  usualApprovalWaitSeconds,
} from '../../domain/mcp/approval-tools.js';
import { refusalResult } from '../../domain/mcp/call-result.js';
import type { RpcOutcome } from '../../domain/mcp/rpc-error.js';
import type { JsonObject } from '../../domain/wire/seam/json-object.js';
import type { McpAsk, McpParts } from './mcp-parts.js';
import { showCall } from './show-call.js';
import { waitForCall } from './wait-for-call.js';

const argumentsSchema = z.strictObject({
  approval_id: z.string().regex(/^(apr|call)_[0-9a-f]{32}$/, 'must be the approval_id of a pending result'),
  timeout_seconds: z.int().min(1).max(longestApprovalWaitSeconds).default(usualApprovalWaitSeconds),
});

/** How a call of the agent's own stands, at once or when it is over. No call of anybody else can be seen so. */
export async function callApprovalTool(
  parts: McpParts,
  ask: McpAsk,
  { name, arguments: values }: { name: string; arguments: JsonObject },
): Promise<RpcOutcome> {
  const read = argumentsSchema.safeParse(values);
  if (!read.success) {
    const issue = read.error.issues[0];
    const message = `${issue?.path.join('.') || 'arguments'}: ${issue?.message ?? 'invalid'}`;
    return { result: refusalResult({ reasonCode: 'arguments_invalid', message }) };
  }
  const callId = read.data.approval_id.replace(/^apr_/, 'call_');
  const waitMs = name === approvalWaitTool ? read.data.timeout_seconds * 1_000 : 0;
  const found = await waitForCall(parts, ask, { callId, waitMs });
  return { result: found.ok ? await showCall(parts, found.value) : refusalResult(found.refusal) };
}
