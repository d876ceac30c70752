export {
  acknowledgedWithinMs,
  durableConsumers,
  coreDeliveries,
  type DurableConsumer,
} from './bus/durable-consumers.js';
export {
  eventStream,
  allEventSubjects,
  eventSubject,
  eventTypeSubjects,
  parseEventSubject,
  eventMessageId,
} from './bus/event-subject.js';
export { awaitedHeader, watermarkBeatSubject } from './bus/watermark.js';
export { watermarkSubject, watermarkSchema, type Watermark } from './bus/watermark.js';
export { actionDigestInput } from './decisions/action-digest-input.js';
export {
  verdictSchema,
  ruleReferenceSchema,
  approverRequirementSchema,
  obligationsSchema,
  decisionSchema,
  decisionPayloadType,
  type Verdict,
  type ApproverRequirement,
  type Decision,
} from './decisions/decision.js';
export { grantSchema, grantPayloadType, type Grant } from './decisions/grant.js';
export { modelDecisionSchema, modelDecisionPayloadType, type ModelDecision } from './decisions/model-decision.js';
export { signatureSchema } from './decisions/signed.js';
export { effectSourceSchema, type EffectSource } from './effects/effect-source.js';
export { effectKindSchema, effectSchema, type EffectKind, type ArgumentSpan, type Effect } from './effects/effect.js';
export { agentKeyIssued, type AgentKeyIssued } from './events/agent-key-issued.js';
export { agentKeyRevoked, type AgentKeyRevoked } from './events/agent-key-revoked.js';
export { approvalCancelled, type ApprovalCancelled } from './events/approval-cancelled.js';
export { approvalExpired, type ApprovalExpired } from './events/approval-expired.js';
export { approvalGranted, type ApprovalGranted } from './events/approval-granted.js';
export { approvalRejected, type ApprovalRejected } from './events/approval-rejected.js';
export { approvalRequested, type ApprovalRequested } from './events/approval-requested.js';
export { approvalVoted, type ApprovalVoted } from './events/approval-voted.js';
export {
  eventDefinitions,
  eventDefinitionOf,
  type EventDefinitionUnion,
  type EventType,
  type Leaf,
} from './events/catalogue.js';
export { budgetReservationExpired, type BudgetReservationExpired } from './events/budget-reservation-expired.js';
export { checkpointPublished, type CheckpointPublished } from './events/checkpoint-published.js';
export { defineEvent, type EventDefinition, type LeafOf } from './events/define-event.js';
export {
  actorSchema,
  envelopeShape,
  maxLeafBytes,
  leafHeaderSchema,
  type Actor,
  type PayloadCommitment,
  type LeafHeader,
} from './events/envelope.js';
export { documentChecked, type DocumentChecked } from './events/document-checked.js';
export { eventConflict, type EventConflict } from './events/event-conflict.js';
export { eventRejected, type EventRejected } from './events/event-rejected.js';
export { evidenceExported, type EvidenceExported } from './events/evidence-exported.js';
export { governanceDeclined, type GovernanceDeclined } from './events/governance-declined.js';
export { governanceProposed, type GovernanceProposed } from './events/governance-proposed.js';
export { governancePublished, type GovernancePublished } from './events/governance-published.js';
export { leaseExpired, type LeaseExpired } from './events/lease-expired.js';
export { leaseIssued, type LeaseIssued } from './events/lease-issued.js';
export { leaseRefused, type LeaseRefused } from './events/lease-refused.js';
export { leaseRevoked, type LeaseRevoked } from './events/lease-revoked.js';
export { modelCallCompleted, type ModelCallCompleted } from './events/model-call-completed.js';
export { modelCallDecided, type ModelCallDecided } from './events/model-call-decided.js';
export { modelCallFailed, type ModelCallFailed } from './events/model-call-failed.js';
export { modelCallProposed, type ModelCallProposed } from './events/model-call-proposed.js';
export { modelCallStarted, type ModelCallStarted } from './events/model-call-started.js';
export { personSignInRefused, type PersonSignInRefused } from './events/person-sign-in-refused.js';
export { personSignedIn, type PersonSignedIn } from './events/person-signed-in.js';
export { personTokenIssued, type PersonTokenIssued } from './events/person-token-issued.js';
export { personTokenRevoked, type PersonTokenRevoked } from './events/person-token-revoked.js';
export { requestRefused, type RequestRefused } from './events/request-refused.js';
export { runClosed, type RunClosed } from './events/run-closed.js';
export { runOpened, type RunOpened } from './events/run-opened.js';
export { sealerStarted, type SealerStarted } from './events/sealer-started.js';
export { shadowDecided, type ShadowDecided } from './events/shadow-decided.js';
export { shadowStarted, type ShadowStarted } from './events/shadow-started.js';
export { shadowStopped, type ShadowStopped } from './events/shadow-stopped.js';
export { toolCallDecided, type ToolCallDecided } from './events/tool-call-decided.js';
export { toolCallFailed, type ToolCallFailed } from './events/tool-call-failed.js';
export { toolCallHeld, type ToolCallHeld } from './events/tool-call-held.js';
export { toolCallOutcomeUnknown, type ToolCallOutcomeUnknown } from './events/tool-call-outcome-unknown.js';
export { toolCallProposed, type ToolCallProposed } from './events/tool-call-proposed.js';
export { toolCallReleased, type ToolCallReleased } from './events/tool-call-released.js';
export { toolCallStarted, type ToolCallStarted } from './events/tool-call-started.js';
export { toolCallSucceeded, type ToolCallSucceeded } from './events/tool-call-succeeded.js';
export { toolDefinitionChanged, type ToolDefinitionChanged } from './events/tool-definition-changed.js';
export { toolDefinitionReapproved, type ToolDefinitionReapproved } from './events/tool-definition-reapproved.js';
export {
  tenantNameSchema,
  agentNameSchema,
  personNameSchema,
  toolNameSchema,
  identifierSchema,
  digestSchema,
  instantSchema,
  traceparentSchema,
  reasonCodeSchema,
  systemTenant,
} from './names/names.js';
export { builtInDataCategories, type DataCounts } from './names/data-category.js';
export { refusalSchema, type Refusal, type Refused, type Result } from './names/refusal.js';
export { serviceSchema, services, type Service } from './names/service.js';
export {
  approvalStatusSchema,
  callStatusSchema,
  approvalViewSchema,
  listApprovals,
  getApproval,
  voteApproval,
  cancelApproval,
  authenticatePerson,
  checkApprovers,
  issuePersonToken,
  revokePersonToken,
  type ApprovalView,
} from './rpc/approvals-rpc.js';
export { recordedEventSchema, listEvents, readRecordedPayloads, readRun, getCheckpoint } from './rpc/audit-rpc.js';
export { listCheckpoints, getInclusionProof, exportEvidence, readEvidenceFile, getTrust } from './rpc/audit-rpc.js';
export { hasCallStarted, type RecordedEvent } from './rpc/audit-rpc.js';
export { rpcDefinitions } from './rpc/catalogue.js';
export { authenticateAgentKey, issueAgentKey, revokeAgentKey, listAgentKeys } from './rpc/credentials-rpc.js';
export { oneTimeKeySchema, redeemLease, leaseProviderKey, openRun } from './rpc/credentials-rpc.js';
export { checkProviderKey, checkRun, closeRun, checkIssuers } from './rpc/credentials-rpc.js';
export { defineRpc, rpcSubject, type RpcDefinition } from './rpc/define-rpc.js';
export { listTools, reapproveTool, type ToolChange } from './rpc/tools-rpc.js';
export { listGovernanceVersions, rollbackGovernance, diffGovernance } from './rpc/governance-rpc.js';
export { listGovernanceProposals, confirmGovernance, declineGovernance } from './rpc/governance-rpc.js';
export { testGovernance, preflightAgent, documentKindSchema, checkDocument } from './rpc/policy-proofs-rpc.js';
export { simulateGovernance } from './rpc/policy-proofs-rpc.js';
export { startShadow, getShadow, stopShadow } from './rpc/shadow-rpc.js';
export { personRoleSchema, personActorSchema, type PersonActor } from './rpc/person-actor.js';
export {
  getRegistry,
  listAllowedModels,
  getToolsInReach,
  governanceProblemSchema,
  validateGovernance,
  publishGovernance,
  getGovernance,
  evaluatePolicy,
  recheckToolCall,
} from './rpc/policy-rpc.js';

// governance
export { agentDocumentSchema, agentStatusSchema, type AgentDocument } from './governance/agent.js';
export { approverRuleSchema, type ApproverRule } from './governance/approver-rule.js';
export { argumentConditionSchema, type ArgumentCondition } from './governance/argument-condition.js';
export { budgetDocumentSchema, type BudgetDocument } from './governance/budget.js';
export {
  connectorSchema,
  httpConnectorSchema,
  mcpConnectorSchema,
  postgresConnectorSchema,
  type Connector,
  type HttpConnector,
  type McpConnector,
  type PostgresConnector,
} from './governance/connector.js';
export { durationInSeconds, durationSchema } from './governance/duration.js';
export {
  governanceDocumentSchema,
  type GovernanceDocument,
  type GovernanceDocumentOf,
  type GovernanceKind,
} from './governance/governance-document.js';
export { governanceFileDocumentSchema, type GovernanceFileDocument } from './governance/governance-file-document.js';
export { groupDocumentSchema, type GroupDocument } from './governance/group.js';
export { historyConditionSchema, type HistoryCondition } from './governance/history-condition.js';
export { globSchema, governanceNameSchema, governedToolNameSchema, modelNameSchema } from './governance/names.js';
export { shellServiceSchema } from './governance/shell-service.js';
export { personDocumentSchema, type PersonDocument } from './governance/person.js';
export { policyDocumentSchema, policyRuleSchema, type PolicyDocument, type PolicyRule } from './governance/policy.js';
export { casesDocumentSchema, type CasesDocument, type PolicyCase } from './governance/policy-cases.js';
export {
  providerDocumentSchema,
  type ModelPrice,
  type ProviderDocument,
  type ProviderModel,
} from './governance/provider.js';
export { regoDocumentSchema, type RegoDocument } from './governance/rego.js';
export { ruleConditionsSchema, type RuleConditions } from './governance/rule-conditions.js';
export { settingsDocumentSchema, type CustomDetector, type SettingsDocument } from './governance/settings.js';
export { toolDocumentSchema, type ToolCredential, type ToolDocument } from './governance/tool.js';
export { toolDefinition } from './governance/tool-definition.js';
export { hasHiddenCharacters, hiddenTextIn, upstreamToolDefinition } from './governance/upstream-tool.js';
// end of governance
export { listBudgets } from './rpc/gateway-rpc.js';
