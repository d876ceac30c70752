import type { Governed } from '../../handlers/models/model-request.js';

/** Tells the agent how its model call was governed. */
export function governedHeaders({ call, decision, callIds }: Governed): Record<string, string> {
  return {
    'x-countersign-run-id': call.run.runId,
    'x-countersign-model-call-id': call.id,
    ...(decision
      ? {
          'x-countersign-decision-id': decision.decisionId,
          'x-countersign-reason-code': decision.reasonCode,
          'x-countersign-policy-revision': decision.policyRevision,
        }
      : {}),
    ...(call.instead ? { 'x-countersign-model': call.model, 'x-countersign-spent-budget': call.instead.budget } : {}),
    ...(callIds && callIds.length > 0 ? { 'x-countersign-call-id': callIds.join(', ') } : {}),
    traceparent: call.traceparent,
  };
}
