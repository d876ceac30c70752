/** What is wrong, by name. Each way of tampering that we know of has one. */
export type FailureVerdict =
  // the bundle
  | 'manifest_malformed'
  | 'manifest_signature_invalid'
  | 'manifest_mismatch'
  | 'file_missing'
  | 'file_unlisted'
  | 'untrusted_key'
  // the tree
  | 'checkpoint_malformed'
  | 'checkpoint_signature_invalid'
  | 'foreign_origin'
  | 'witness_quorum_missed'
  | 'inconsistent_history'
  | 'history_forked'
  | 'root_mismatch'
  | 'leaf_hashes_altered'
  | 'tail_cut'
  | 'proof_invalid'
  // the leaves
  | 'leaf_altered'
  | 'leaf_missing'
  | 'leaf_inserted'
  | 'order_changed'
  | 'leaf_malformed'
  | 'payload_mismatch'
  | 'payload_missing'
  | 'content_mismatch'
  // what the leaves say
  | 'foreign_tenant'
  | 'duplicate_id'
  | 'chain_broken'
  | 'wrong_writer'
  | 'time_in_future'
  | 'two_sealers'
  | 'decision_signature_invalid'
  | 'model_decision_signature_invalid'
  | 'grant_signature_invalid'
  | 'action_digest_mismatch'
  | 'execution_without_permission'
  | 'lease_without_permission'
  | 'model_call_without_permission'
  | 'lease_doubled'
  | 'revoked_lease_used'
  | 'grant_reused'
  | 'grant_expired'
  | 'grant_voters_invalid'
  | 'started_twice'
  | 'outcome_without_start'
  | 'outcome_twice'
  // what comes out when the decisions are made again
  | 'reexecution_verdict_differs'
  | 'reexecution_rule_differs'
  | 'reexecution_reason_differs'
  | 'reexecution_revision_differs'
  | 'reexecution_input_differs'
  | 'reexecution_facts_differ'
  | 'reexecution_bindings_differ'
  | 'reexecution_approvers_differ'
  | 'reexecution_obligations_differ'
  | 'reexecution_provider_differs'
  | 'reexecution_revision_not_in_force'
  | 'reexecution_failed';

/** Worth knowing, and no fault of the bundle. */
export type ObservationKind =
  | 'payload_erased'
  | 'payload_withheld'
  | 'in_flight'
  | 'outcome_unknown'
  | 'before_range'
  | 'late_event'
  | 'event_conflict'
  | 'event_rejected'
  | 'unknown_type'
  | 'cosigned'
  | 'not_reexecuted'
  | 'facts_not_rederived';

export interface Place {
  file?: string;
  index?: number;
  id?: string;
}

export interface Failure extends Place {
  check: string;
  verdict: FailureVerdict;
  message: string;
}

export interface Observation extends Place {
  kind: ObservationKind;
  message: string;
}

export interface Check {
  name: string;
  passed: boolean;
  /** What was looked at, in words. */
  checked: string;
  count: number;
}

export interface VerificationReport {
  verdict: 'verified' | 'failed';
  bundle: { tenant: string; origin: string; from: number; to: number; createdAt: string } | null;
  checks: Check[];
  /** At most 1,000 of one verdict are listed; `totals` counts all. */
  failures: Failure[];
  observations: Observation[];
  totals: Record<string, number>;
  /** What the verdict rests on and cannot show. */
  warnings: string[];
}
