import { agentKeyIssued } from './agent-key-issued.js';
import { agentKeyRevoked } from './agent-key-revoked.js';
import { approvalCancelled } from './approval-cancelled.js';
import { approvalExpired } from './approval-expired.js';
import { approvalGranted } from './approval-granted.js';
import { approvalRejected } from './approval-rejected.js';
import { approvalRequested } from './approval-requested.js';
import { approvalVoted } from './approval-voted.js';
import { budgetReservationExpired } from './budget-reservation-expired.js';
import { checkpointPublished } from './checkpoint-published.js';
import { documentChecked } from './document-checked.js';
import { eventConflict } from './event-conflict.js';
import { eventRejected } from './event-rejected.js';
import { evidenceExported } from './evidence-exported.js';
import { governanceDeclined } from './governance-declined.js';
import { governanceProposed } from './governance-proposed.js';
import { governancePublished } from './governance-published.js';
import { leaseExpired } from './lease-expired.js';
import { leaseIssued } from './lease-issued.js';
import { leaseRefused } from './lease-refused.js';
import { leaseRevoked } from './lease-revoked.js';
import { modelCallCompleted } from './model-call-completed.js';
import { modelCallDecided } from './model-call-decided.js';
import { modelCallFailed } from './model-call-failed.js';
import { modelCallProposed } from './model-call-proposed.js';
import { modelCallStarted } from './model-call-started.js';
import { personSignInRefused } from './person-sign-in-refused.js';
import { personSignedIn } from './person-signed-in.js';
import { personTokenIssued } from './person-token-issued.js';
import { personTokenRevoked } from './person-token-revoked.js';
import { requestRefused } from './request-refused.js';
import { runClosed } from './run-closed.js';
import { runOpened } from './run-opened.js';
import { sealerStarted } from './sealer-started.js';
import { shadowDecided } from './shadow-decided.js';
import { shadowStarted } from './shadow-started.js';
import { shadowStopped } from './shadow-stopped.js';
import { toolCallDecided } from './tool-call-decided.js';
import { toolCallFailed } from './tool-call-failed.js';
import { toolCallHeld } from './tool-call-held.js';
import { toolCallOutcomeUnknown } from './tool-call-outcome-unknown.js';
import { toolCallProposed } from './tool-call-proposed.js';
import { toolCallReleased } from './tool-call-released.js';
import { toolCallStarted } from './tool-call-started.js';
import { toolCallSucceeded } from './tool-call-succeeded.js';
import { toolDefinitionChanged } from './tool-definition-changed.js';
import { toolDefinitionReapproved } from './tool-definition-reapproved.js';
import type { LeafOf } from './define-event.js';

/** Every event there is. One writer each; the bus permissions and the sealer's validation follow from this list. */
export const eventDefinitions = [
  agentKeyIssued,
  agentKeyRevoked,
  approvalCancelled,
  approvalExpired,
  approvalGranted,
  approvalRejected,
  approvalRequested,
  approvalVoted,
  budgetReservationExpired,
  checkpointPublished,
  documentChecked,
  eventConflict,
  eventRejected,
  evidenceExported,
  governanceDeclined,
  governanceProposed,
  governancePublished,
  leaseExpired,
  leaseIssued,
  leaseRefused,
  leaseRevoked,
  modelCallCompleted,
  modelCallDecided,
  modelCallFailed,
  modelCallProposed,
  modelCallStarted,
  personSignInRefused,
  personSignedIn,
  personTokenIssued,
  personTokenRevoked,
  requestRefused,
  runClosed,
  runOpened,
  sealerStarted,
  shadowDecided,
  shadowStarted,
  shadowStopped,
  toolCallDecided,
  toolCallFailed,
  toolCallHeld,
  toolCallOutcomeUnknown,
  toolCallProposed,
  toolCallReleased,
  toolCallStarted,
  toolCallSucceeded,
  toolDefinitionChanged,
  toolDefinitionReapproved,
] as const;

export type EventDefinitionUnion = (typeof eventDefinitions)[number];
export type EventType = EventDefinitionUnion['type'];
/** Any valid leaf. */
export type Leaf = LeafOf<EventDefinitionUnion>;

const byType = new Map<string, EventDefinitionUnion>(
  eventDefinitions.map((definition) => [definition.type, definition]),
);

export function eventDefinitionOf(type: string): EventDefinitionUnion | undefined {
  return byType.get(type);
}
