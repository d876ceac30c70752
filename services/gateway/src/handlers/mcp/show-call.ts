import { approvalIdOf } from '../../domain/call/approval-of.js';
import type { ToolCall } from '../../domain/call/tool-call.js';
import { callResult, refusalResult } from '../../domain/mcp/call-result.js';
import type { JsonObject } from '../../domain/wire/seam/json-object.js';
import type { Refusal } from '@countersign/contracts';
import type { McpAsk, McpParts } from './mcp-parts.js';

export function approvalUrlOf(parts: McpParts, call: ToolCall): string {
  return `${parts.world.consoleUrl}/approvals/${approvalIdOf(call.id)}`;
}

/** A call as the result of a tool. */
export async function showCall(parts: McpParts, call: ToolCall): Promise<JsonObject> {
  const registry = await parts.world.registry.of(call.tenant);
  const connector = registry.ok ? registry.value.tools.get(call.tool)?.document.connector : undefined;
  const fromMcp = connector?.kind === 'mcp';
  return callResult({ call, view: parts.view(call), approvalUrl: approvalUrlOf(parts, call), fromMcp });
}

/** A call that did not come to be is on the record as a refused request, as on the other routes; the agent may be told less. */
export function showRefusal(ask: McpAsk, refusal: Refusal, told = refusal): JsonObject {
  ask.refused(refusal);
  return refusalResult(told);
}
