import type { ModelDecision } from '@countersign/contracts';
import type { Share } from '../budget/reservation.js';
import type { FoundData } from '../data/found-data.js';
import type { Caller, RunContext } from '../identity/caller.js';

/** One model call on its way. */
export interface ModelCall {
  id: string;
  caller: Caller;
  run: RunContext;
  traceparent: string;
  /** Milliseconds since the epoch. */
  proposedAt: number;
  /** What policy is asked for. */
  model: string;
  /** Where it has to go; absent: where policy allows. */
  provider?: string;
  /** Held of the budgets that cover it; absent when none does. */
  reserved?: readonly Share[];
  /** Why another model than the wanted one was asked for. */
  instead?: { of: string; budget: string };
  /** What the detectors found in the request. */
  data?: FoundData;
  /** Categories of which something was replaced in what leaves. */
  redactedCategories?: readonly string[];
}

export interface SignedModelDecision {
  decision: ModelDecision;
  signature: string;
}
