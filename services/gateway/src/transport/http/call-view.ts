import { approvalExpiresAt, approvalIdOf } from '../../domain/call/approval-of.js';
import type { Decision } from '@countersign/contracts';
import type { CallOutcome, CallResult, CallStatus, ToolCall } from '../../domain/call/tool-call.js';

/** The words that agents and people know. */
const publicStatus: Readonly<Record<CallStatus, string>> = {
  proposed: 'executing',
  held: 'pending_approval',
  granted: 'executing',
  reserved: 'executing',
  started: 'executing',
  succeeded: 'succeeded',
  failed: 'failed',
  unknown: 'unknown',
  denied: 'denied',
  rejected: 'rejected',
  expired: 'expired',
  cancelled: 'cancelled',
  released: 'released',
};

const pollSeconds = 5;

/** A tool call as its agent sees it. */
export function callView(call: ToolCall, consoleUrl: string) {
  const { id, tool, run, decision, outcome } = call;
  return {
    ...{ id, status: publicStatus[call.status], tool, run_id: run },
    ...(decision ? decisionView(decision.decision) : {}),
    ...(call.status === 'held' ? approvalView(call, consoleUrl) : {}),
    ...(outcome ? outcomeView(call, outcome) : {}),
  };
}

function decisionView({ decisionId, policyRevision }: Decision) {
  return { decision_id: decisionId, policy_revision: policyRevision };
}

function outcomeView(call: ToolCall, { reasonCode, targetStatus, durationMs, result }: CallOutcome) {
  return {
    ...(reasonCode === 'succeeded' ? {} : { error: errorView(call) }),
    ...(targetStatus === undefined ? {} : { target_status: targetStatus }),
    ...(durationMs === undefined ? {} : { duration_ms: durationMs }),
    ...(result ? { result: resultView(result) } : {}),
  };
}

function resultView({ text, mediaType }: CallResult): unknown {
  return mediaType === 'application/json' ? JSON.parse(text) : text;
}

function approvalView(call: ToolCall, consoleUrl: string) {
  const approvalId = approvalIdOf(call.id);
  return {
    approval_id: approvalId,
    approval_url: `${consoleUrl}/approvals/${approvalId}`,
    ...(call.decision ? { expires_at: approvalExpiresAt(call.decision.decision) } : {}),
    poll_interval_seconds: pollSeconds,
  };
}

function errorView({ outcome, decision, status }: ToolCall) {
  const rule = decision?.decision.rule;
  const remedy = decision?.decision.remedy;
  return {
    code: outcome?.reasonCode,
    message: outcome?.message,
    ...(status === 'denied' && rule ? { rule: `${rule.policy}: ${rule.name}` } : {}),
    ...(status === 'denied' && remedy !== undefined ? { remedy } : {}),
  };
}
