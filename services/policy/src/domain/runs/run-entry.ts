import type { Decision, ModelDecision } from '@countersign/contracts';

/** One thing that a run's state is made of: a call that was let through, or a model call that left labels. */
export interface RunEntry {
  /** Of the call or model call; a run has each at most once. */
  id: string;
  /** null: no tool call. */
  tool: string | null;
  atMs: number;
  labels: readonly string[];
}

/**
 * What a decision adds to its run; null for a call that is not let through. A held call counts when it is decided again
 * right before it runs. This is all that a run's state is made from, so the record can give it back.
 */
export function entryOf(decision: Decision | ModelDecision): RunEntry | null {
  const entry = { atMs: Date.parse(decision.decidedAt), labels: decision.labels ?? [] };
  if (decision.kind === 'model_call') {
    const isTold = decision.verdict === 'allow' && entry.labels.length > 0;
    return isTold ? { id: decision.modelCallId, tool: null, ...entry } : null;
  }
  const passes = decision.phase === 'recheck' ? decision.verdict !== 'deny' : decision.verdict === 'allow';
  return passes ? { id: decision.callId, tool: decision.tool, ...entry } : null;
}
