import type { ModelDecision } from '@countersign/contracts';
import type { ModelCall } from './model-call.js';

/** True when a decision is about exactly this model call. */
export function modelDecisionFits(call: ModelCall, decision: ModelDecision): boolean {
  return (
    decision.kind === 'model_call' &&
    decision.modelCallId === call.id &&
    decision.tenant === call.caller.tenant &&
    decision.agent === call.caller.agent &&
    decision.run === call.run.runId
  );
}
