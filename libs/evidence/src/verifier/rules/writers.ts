/** Each event type has one writing service. A list of its own, so that the verifier does not believe the writer's. */
const WRITERS: Record<string, readonly string[]> = {
  gateway: [
    'ModelCallProposed',
    'ModelCallStarted',
    'ModelCallCompleted',
    'ModelCallFailed',
    'RequestRefused',
    'ToolCallProposed',
    'ToolCallHeld',
    'ToolCallReleased',
    'ToolCallStarted',
    'ToolCallSucceeded',
    'ToolCallFailed',
    'ToolCallOutcomeUnknown',
    'ToolDefinitionChanged',
    'BudgetReservationExpired',
  ],
  policy: [
    'DocumentChecked',
    'GovernanceDeclined',
    'GovernanceProposed',
    'GovernancePublished',
    'ModelCallDecided',
    'ShadowDecided',
    'ShadowStarted',
    'ShadowStopped',
    'ToolCallDecided',
    'ToolDefinitionReapproved',
  ],
  approvals: [
    'ApprovalRequested',
    'ApprovalVoted',
    'ApprovalEdited',
    'ApprovalGranted',
    'ApprovalRejected',
    'ApprovalExpired',
    'ApprovalCancelled',
    'PersonTokenIssued',
    'PersonTokenRevoked',
  ],
  credentials: [
    'AgentKeyIssued',
    'AgentKeyRevoked',
    'LeaseIssued',
    'LeaseRefused',
    'LeaseRevoked',
    'LeaseExpired',
    'RunOpened',
    'RunClosed',
  ],
  audit: ['CheckpointPublished', 'EventConflict', 'EventRejected', 'EvidenceExported', 'SealerStarted'],
  console: ['PersonSignedIn', 'PersonSignInRefused'],
};

const WRITER_BY_TYPE = new Map(
  Object.entries(WRITERS).flatMap(([writer, types]) => types.map((type) => [type, writer])),
);

export function writerOf(type: string): string | undefined {
  return WRITER_BY_TYPE.get(type);
}
