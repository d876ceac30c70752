import type { Verdict } from '@countersign/contracts';
import type { Digest } from '@countersign/evidence';
import type { CompiledApprovers } from '../compile/compiled-policy.js';

/** `rego_unavailable` depends on the moment (it took too long); `rego_failed` would happen again. */
export type GuardAnswer =
  | { ok: true; verdict: Verdict; reason: string }
  | { ok: false; reasonCode: 'rego_failed' | 'rego_unavailable'; why: string };

/** One bundle of a tenant's own Rego, loaded. Never throws. */
export interface Guard {
  name: string;
  /** Digest of the bundle, so that an auditor can run the same one. */
  digest: Digest;
  /** Who may grant what it holds; null: nobody, so that it is denied. */
  approvers: CompiledApprovers | null;
  /** Stands still until it has answered, or is late. */
  judge(input: object): GuardAnswer;
  judgeLater(input: object): Promise<GuardAnswer>;
}
