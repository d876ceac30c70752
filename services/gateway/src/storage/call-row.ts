import type { CallMode, CallOutcome, CallResult, CallStatus, ToolCall } from '../domain/call/tool-call.js';

/** A row of `gateway.tool_calls`. */
export interface CallRow {
  id: string;
  tenant: string;
  agent: string;
  run: string;
  mode: CallMode;
  tool: string;
  principal: string | null;
  arguments_text: string;
  arguments_digest: string;
  salt: string;
  traceparent: string;
  model_call_id: string | null;
  idempotency_key: string | null;
  status: CallStatus;
  replica: string | null;
  decision: string | null;
  grant_text: string | null;
  outcome: string | null;
  result_text: Buffer | null;
  result_media_type: CallResult['mediaType'] | null;
  created_at: Date;
}

export function callOf(row: CallRow): ToolCall {
  const { id, tenant, agent, run, mode, tool, principal, salt, traceparent, status, replica } = row;
  return {
    ...{ id, tenant, agent, run, mode, tool, principal, salt, traceparent, status, replica },
    argumentsText: row.arguments_text,
    argumentsDigest: row.arguments_digest,
    modelCallId: row.model_call_id,
    idempotencyKey: row.idempotency_key,
    decision: parsed(row.decision),
    grant: parsed(row.grant_text),
    outcome: outcomeOf(row),
    createdAt: row.created_at.getTime(),
  };
}

function outcomeOf(row: CallRow): CallOutcome | null {
  const outcome = parsed<CallOutcome>(row.outcome);
  if (!outcome || row.result_text === null || row.result_media_type === null) return outcome;
  return { ...outcome, result: { text: row.result_text.toString('utf8'), mediaType: row.result_media_type } };
}

function parsed<T>(text: string | null): T | null {
  return text === null ? null : (JSON.parse(text) as T);
}
