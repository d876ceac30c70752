import type { EventType } from '@countersign/contracts';
import type { ReceivedEvent } from '@countersign/messaging';
import { UnheldCalls } from '../domain/unheld-calls.js';
import { onCallOutcome } from '../handlers/on-call-outcome.js';
import { onGovernancePublished } from '../handlers/on-governance-published.js';
import { onToolCallDecided } from '../handlers/request-approval.js';

type Parts = Parameters<typeof onToolCallDecided>[0];
type Handler = (event: ReceivedEvent) => Promise<void>;

/** What this service does when it hears of something. */
export function eventRoutes(parts: Parts): Partial<Record<EventType, Handler>> {
  const unheld = new UnheldCalls();
  const decided = onToolCallDecided(parts);
  const ended = onCallOutcome(parts);
  const outcome: Handler = async (event) => {
    if (!unheld.has(event.leaf.subject)) await ended(event);
  };
  return {
    ToolCallDecided: async (event) => {
      if (event.leaf.type === 'ToolCallDecided') unheld.note(event.leaf.data.decision);
      await decided(event);
    },
    GovernancePublished: onGovernancePublished(parts),
    ToolCallStarted: outcome,
    ToolCallReleased: outcome,
    ToolCallSucceeded: outcome,
    ToolCallFailed: outcome,
    ToolCallOutcomeUnknown: outcome,
  };
}
