import { canonicalJson, digestOfBytes, type JsonValue } from '@countersign/evidence';
import type { CallMode, ToolCall } from '../../domain/call/tool-call.js';
import type { Caller, RunContext } from '../../domain/identity/caller.js';
import type { CallParts } from '../call-parts.js';

export interface Proposal {
  caller: Caller;
  run: RunContext;
  mode: CallMode;
  tool: string;
  values: JsonValue;
  traceparent: string;
  modelCallId?: string;
  idempotencyKey?: string;
  /** Given where the caller must know the id before the call is decided. */
  callId?: string;
}

/** A call at its beginning. Its canonical arguments are made here, once, and never again. */
export function newCall(parts: Pick<CallParts, 'ids' | 'clock' | 'replica'>, proposal: Proposal): ToolCall {
  const { caller, run, mode, tool, traceparent } = proposal;
  const argumentsText = canonicalJson(proposal.values);
  return {
    id: proposal.callId ?? parts.ids.next('call'),
    tenant: caller.tenant,
    agent: caller.agent,
    run: run.runId,
    mode,
    tool,
    principal: run.principal,
    argumentsText,
    argumentsDigest: digestOfBytes(Buffer.from(argumentsText, 'utf8')),
    salt: parts.ids.bytes(32).toString('base64'),
    traceparent,
    modelCallId: proposal.modelCallId ?? null,
    idempotencyKey: proposal.idempotencyKey ?? null,
    status: 'proposed',
    replica: parts.replica,
    decision: null,
    grant: null,
    outcome: null,
    createdAt: parts.clock.now(),
  };
}
