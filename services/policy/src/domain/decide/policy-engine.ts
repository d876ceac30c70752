import type { Digest } from '@countersign/evidence';
import type { PolicyInput } from './policy-input.js';
import type { RawDecision } from './raw-decision.js';

export type EngineAnswer = { ok: true; decision: RawDecision } | { ok: false; why: string };

/** The rules of one revision, loaded. Never throws: what is not exactly one well-formed decision is a failure. */
export interface PolicyEngine {
  /** Digest of the engine's program, so that an auditor can run the same one. */
  digest: Digest;
  evaluate(subject: string, input: PolicyInput): EngineAnswer;
}
