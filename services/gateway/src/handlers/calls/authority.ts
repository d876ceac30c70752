import type { SignedDecision, SignedGrant } from '../../domain/call/tool-call.js';

/** What lets a call run: an allowing decision, or a held one with its grant and a decision made again right now. */
export interface Authority {
  decision: SignedDecision;
  grant?: SignedGrant;
  recheck?: SignedDecision;
}
