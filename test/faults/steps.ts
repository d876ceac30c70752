import type { Leaf } from '@countersign/contracts';

/** The steps of a held call, in their order. `effect sent`: its target has the request and has not answered yet. */
export const steps = [
  'proposed',
  'decided',
  'approval requested',
  'granted',
  'rechecked',
  'lease issued',
  'started',
  'effect sent',
  'ended',
] as const;
export type Step = (typeof steps)[number];

interface Reached {
  step: Step;
  callId: string;
}

const endings = new Set<string>(['ToolCallSucceeded', 'ToolCallFailed', 'ToolCallOutcomeUnknown']);

/** What an event on the bus says about where a call has got to; null for events that are no step. */
export function stepOf(leaf: Leaf): Reached | null {
  if (endings.has(leaf.type)) return { step: 'ended', callId: leaf.subject };
  switch (leaf.type) {
    case 'ToolCallProposed':
      return { step: 'proposed', callId: leaf.subject };
    case 'ToolCallDecided':
      return { step: leaf.data.decision.phase === 'recheck' ? 'rechecked' : 'decided', callId: leaf.subject };
    case 'ApprovalRequested':
      return { step: 'approval requested', callId: leaf.data.callId };
    case 'ApprovalGranted':
      return { step: 'granted', callId: leaf.data.grant.callId };
    case 'LeaseIssued':
      return leaf.data.callId === null ? null : { step: 'lease issued', callId: leaf.data.callId };
    case 'ToolCallStarted':
      return { step: 'started', callId: leaf.subject };
    default:
      return null;
  }
}
