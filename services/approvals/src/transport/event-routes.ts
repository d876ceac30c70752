import type { EventType } from '@countersign/contracts';
import type { ReceivedEvent } from '@countersign/messaging';
import { onCallOutcome } from '../handlers/on-call-outcome.js';
import { onGovernancePublished } from '../handlers/on-governance-published.js';
import { onToolCallDecided } from '../handlers/request-approval.js';

type Parts = Parameters<typeof onToolCallDecided>[0];
type Handler = (event: ReceivedEvent) => Promise<void>;

/** What this service does when it hears of something. */
export function eventRoutes(parts: Parts): Partial<Record<EventType, Handler>> {
  const outcome = onCallOutcome(parts);
  return {
    ToolCallDecided: onToolCallDecided(parts),
    GovernancePublished: onGovernancePublished(parts),
    ToolCallStarted: outcome,
    ToolCallReleased: outcome,
    ToolCallSucceeded: outcome,
    ToolCallFailed: outcome,
    ToolCallOutcomeUnknown: outcome,
  };
}
