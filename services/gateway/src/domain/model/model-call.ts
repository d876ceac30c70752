import type { ModelDecision } from '@countersign/contracts';
import type { Caller, RunContext } from '../identity/caller.js';

/** One model call on its way. */
export interface ModelCall {
  id: string;
  caller: Caller;
  run: RunContext;
  traceparent: string;
  /** Milliseconds since the epoch. */
  proposedAt: number;
}

export interface SignedModelDecision {
  decision: ModelDecision;
  signature: string;
}
