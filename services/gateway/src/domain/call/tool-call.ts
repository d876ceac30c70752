import type { DataCounts, Decision, Grant } from '@countersign/contracts';

/** `executed`: the gateway runs it. `intercepted`: a model proposed it and the agent runs it. */
export type CallMode = 'executed' | 'intercepted';

export type CallStatus =
  | 'proposed'
  | 'held'
  | 'granted'
  /** An intercepted call whose grant is kept for one answer, which has not left yet. */
  | 'reserved'
  | 'started'
  | 'succeeded'
  | 'failed'
  | 'unknown'
  | 'denied'
  | 'rejected'
  | 'expired'
  | 'cancelled'
  | 'released';

export interface SignedDecision {
  decision: Decision;
  signature: string;
}

export interface SignedGrant {
  grant: Grant;
  signature: string;
}

/** What the target answered, after redaction. */
export interface CallResult {
  text: string;
  mediaType: 'application/json' | 'text/plain';
}

/** How a call ended, or why it never ran. */
export interface CallOutcome {
  reasonCode: string;
  message: string;
  /** HTTP status of the target. */
  targetStatus?: number | undefined;
  durationMs?: number | undefined;
  result?: CallResult | undefined;
  /** What the detectors found in the result, and of which categories something was replaced. */
  data?: { counts: DataCounts; redacted: string[] } | undefined;
}

export interface ToolCall {
  id: string;
  tenant: string;
  agent: string;
  run: string;
  mode: CallMode;
  tool: string;
  principal: string | null;
  /** RFC 8785 form: the only bytes that are ever decided, approved and run. */
  argumentsText: string;
  argumentsDigest: string;
  /** Salt of the arguments' commitment, the same wherever they travel; base64. */
  salt: string;
  traceparent: string;
  modelCallId: string | null;
  idempotencyKey: string | null;
  status: CallStatus;
  /** The gateway process that works on it. */
  replica: string | null;
  decision: SignedDecision | null;
  grant: SignedGrant | null;
  outcome: CallOutcome | null;
  /** Milliseconds since the epoch. */
  createdAt: number;
}
