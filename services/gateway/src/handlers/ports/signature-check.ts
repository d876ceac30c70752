import type { ModelDecision } from '@countersign/contracts';
import type { SignedDecision, SignedGrant } from '../../domain/call/tool-call.js';

/** Verifies what other services signed, with their keys as pinned by configuration. */
export interface SignatureCheck {
  decision(signed: SignedDecision): boolean;
  modelDecision(signed: { decision: ModelDecision; signature: string }): boolean;
  grant(signed: SignedGrant): boolean;
}
