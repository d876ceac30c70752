import type { Decision, Refusal } from '@countersign/contracts';
import { parseStrictJson, type JsonValue } from '@countersign/evidence';
import { approvalExpiresAt, approvalIdOf } from '../call/approval-of.js';
import { isOver } from '../call/is-over.js';
import type { CallResult, ToolCall } from '../call/tool-call.js';
import { composeDenial } from '../wire/reply/compose-denial.js';
import { readableName } from '../wire/reply/readable-name.js';
import { isObject, type JsonObject } from '../wire/seam/json-object.js';
import { approvalWaitTool } from './approval-tools.js';

export interface ShownCall {
  call: ToolCall;
  /** The call as `GET /v1/tool-calls/{id}` shows it. */
  view: JsonObject;
  /** Where a person decides. */
  approvalUrl: string;
  /** The result is what an MCP server answered, and is passed on as such. */
  fromMcp: boolean;
}

/** What the model reads of a call: the result, or in words why there is none, with the machine's data beside it. */
export function callResult(shown: ShownCall): JsonObject {
  const { call } = shown;
  if (call.status === 'succeeded') return { ...resultContent(call.outcome?.result, shown.fromMcp), ...machine(shown) };
  const open = !isOver(call.status);
  const text = open ? pendingText(shown) : endedText(call);
  const reported = call.outcome?.result && shown.fromMcp ? contentOf(parsed(call.outcome.result)) : [];
  return {
    content: [textBlock(text), ...reported],
    structuredContent: shown.view,
    ...(open ? {} : { isError: true }),
    ...machine(shown),
  };
}

/** A call that did not come to be, told so that the model can do better. */
export function refusalResult({ reasonCode, message, remedy }: Refusal): JsonObject {
  const error = { code: reasonCode, message, ...(remedy === undefined ? {} : { remedy }) };
  const sentences = [message, ...(remedy === undefined ? [] : [remedy])].map((sentence) =>
    sentence.replace(/([^.])$/, '$1.'),
  );
  const text = [...sentences, `Code: ${reasonCode}.`].join(' ');
  return { content: [textBlock(text)], structuredContent: { status: 'refused', error }, isError: true };
}

function machine({ call }: ShownCall): JsonObject {
  const { decision } = call;
  const decided: JsonObject = decision
    ? { decision_id: decision.decision.decisionId, policy_revision: decision.decision.policyRevision }
    : {};
  const reason_code = call.outcome?.reasonCode ?? decision?.decision.reasonCode;
  const reason: JsonObject = reason_code === undefined ? {} : { reason_code };
  return { _meta: { 'countersign/call': { call_id: call.id, run_id: call.run, ...decided, ...reason } } };
}

function pendingText({ call, approvalUrl }: ShownCall): string {
  const name = readableName(call.tool);
  const id = approvalIdOf(call.id);
  if (call.status !== 'held' || !call.decision) {
    return `The call to ${name} runs. Use ${approvalWaitTool} with approval_id ${id} to get its result.`;
  }
  return [
    `The call to ${name} needs human approval and has not run yet.`,
    `Approval: ${id}, open until ${approvalExpiresAt(call.decision.decision)}.`,
    `Use ${approvalWaitTool} with this approval_id to wait for its result; do not make the call again.`,
    `A person decides here: ${approvalUrl}`,
  ].join(' ');
}

function endedText(call: ToolCall): string {
  const { decision, outcome, tool } = call;
  if (call.status === 'denied' && decision) return deniedText(call, decision.decision);
  if (!outcome) return `The call to ${readableName(tool)} ended as ${call.status}.`;
  const result = outcome.result ? ` It answered: ${outcome.result.text}` : '';
  return `The call to ${readableName(tool)} ended as ${call.status} (${outcome.reasonCode}): ${outcome.message}${result}`;
}

function deniedText(
  { id, tool, outcome }: ToolCall,
  { decisionId, rule, reasons, remedy, reasonCode }: Decision,
): string {
  const told = reasons.length > 0 ? reasons : [outcome?.message ?? 'no rule allows it'];
  const denial = {
    toolName: tool,
    callId: id,
    decisionId,
    reasonCode: outcome?.reasonCode ?? reasonCode,
    reasons: told,
  };
  const named = rule ? { rule: `${rule.policy}: ${rule.name}` } : {};
  return composeDenial({ ...denial, ...named, ...(remedy === undefined ? {} : { remedy }) }).text;
}

function resultContent(result: CallResult | undefined, fromMcp: boolean): JsonObject {
  const value = result ? parsed(result) : undefined;
  if (fromMcp && isObject(value) && Array.isArray(value.content)) {
    const { content, structuredContent } = value;
    return { content, ...(isObject(structuredContent) ? { structuredContent } : {}) };
  }
  return { content: [textBlock(result?.text ?? '')], ...(isObject(value) ? { structuredContent: value } : {}) };
}

function contentOf(value: JsonValue | undefined): JsonValue[] {
  return isObject(value) && Array.isArray(value.content) ? value.content : [];
}

function parsed({ text, mediaType }: CallResult): JsonValue | undefined {
  if (mediaType !== 'application/json') return undefined;
  const read = parseStrictJson(Buffer.from(text, 'utf8'), { maxBytes: Number.MAX_SAFE_INTEGER });
  return read.ok ? read.value : undefined;
}

function textBlock(text: string): JsonObject {
  return { type: 'text', text };
}
