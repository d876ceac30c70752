import type { Decision, ApproverRequirement, Verdict } from '@countersign/contracts';
import type { Digest } from '@countersign/evidence';
import type { TraceEntry } from './explain-trace.js';
import type { PolicyInput } from './policy-input.js';
import { remedyFor } from './remedies.js';

/** What was decided, ready to be signed once the caller adds who asked and when. */
export interface Outcome {
  verdict: Verdict;
  reasonCode: string;
  rule: { policy: string; name: string } | null;
  reasons: string[];
  remedy?: string;
  obligations: Decision['obligations'];
  /** For the run, once the call is let through; sorted. */
  labels: string[];
  approvers?: ApproverRequirement;
  policyRevision: Digest;
  /** The programs that had a say: the base policy, then the tenant's own Rego. */
  bundles: Digest[];
  inputDigest: Digest;
  /** The very input, for the record: with it and the same revision anybody gets the same verdict. */
  input: PolicyInput;
  trace: TraceEntry[];
}

type Evaluated = Pick<Outcome, 'policyRevision' | 'bundles' | 'inputDigest' | 'input' | 'trace'>;

export function denied(evaluated: Evaluated, reasonCode: string, reasons: readonly string[]): Outcome {
  const remedy = remedyFor(reasonCode);
  return {
    ...evaluated,
    verdict: 'deny',
    reasonCode,
    rule: null,
    reasons: bounded(reasons),
    ...(remedy === undefined ? {} : { remedy }),
    obligations: {},
    labels: [],
  };
}

/** As many reasons, and as long, as a decision on the record may have. */
export function bounded(reasons: readonly string[]): string[] {
  return [...new Set(reasons)].slice(0, 16).map((reason) => reason.slice(0, 500));
}
