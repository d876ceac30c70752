import type { Outcome } from './outcome.js';
import type { RawDecision } from './raw-decision.js';

/** The outcome, and who is asked when it is a hold: still groups and people as the rules name them. */
export interface Evaluated {
  outcome: Outcome;
  holding: RawDecision['approvers'];
}
