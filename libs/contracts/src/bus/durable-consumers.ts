import type { Service } from '../names/service.js';
import type { EventType } from '../events/catalogue.js';
import { eventDefinitions } from '../events/catalogue.js';
import { allEventSubjects, eventTypeSubjects } from './event-subject.js';

/**
 * An event that a service was given and has not acknowledged for so long is given out again: what a killed service was
 * busy with waits that long. Handling one takes milliseconds, and handling it twice tells one fact.
 */
export const acknowledgedWithinMs = 10_000;

/** A durable JetStream consumer: who reads what from the stream. Provisioned by deploy, never by a service. */
export interface DurableConsumer {
  name: string;
  service: Service;
  filterSubjects: string[];
}

/** What each service reads durably. Audit reads everything; the others only what they act upon. */
const reads: Partial<Record<Service, EventType[]>> = {
  gateway: [
    'ToolCallDecided',
    'ApprovalGranted',
    'ApprovalRejected',
    'ApprovalExpired',
    'ApprovalCancelled',
    'GovernancePublished',
    'ToolDefinitionReapproved',
  ],
  policy: ['ToolCallProposed', 'ModelCallProposed', 'ToolDefinitionChanged'],
  approvals: [
    'ToolCallDecided',
    'GovernancePublished',
    'ToolCallStarted',
    'ToolCallFailed',
    'ToolCallReleased',
    'ToolCallSucceeded',
    'ToolCallOutcomeUnknown',
  ],
};

function consumerOf(service: Service, types: EventType[]): DurableConsumer {
  const filterSubjects = eventDefinitions
    .filter((definition) => types.includes(definition.type))
    .map(eventTypeSubjects);
  return { name: service, service, filterSubjects };
}

export const durableConsumers: readonly DurableConsumer[] = [
  { name: 'audit', service: 'audit', filterSubjects: [allEventSubjects] },
  ...(Object.entries(reads) as [Service, EventType[]][]).map(([service, types]) => consumerOf(service, types)),
];

/** Event types that a service also takes from plain core delivery, for latency; the durable consumer recovers what was missed. */
export const coreDeliveries: Partial<Record<Service, EventType[]>> = {
  gateway: [
    'ToolCallDecided',
    'ModelCallDecided',
    'ApprovalGranted',
    'ApprovalRejected',
    'ApprovalExpired',
    'ApprovalCancelled',
    'GovernancePublished',
    'AgentKeyRevoked',
    'RunClosed',
    'ToolDefinitionReapproved',
  ],
  policy: [
    'ToolCallProposed',
    'ModelCallProposed',
    'ToolCallDecided',
    'ModelCallDecided',
    'GovernancePublished',
    'ToolDefinitionChanged',
    'ToolDefinitionReapproved',
  ],
  approvals: ['GovernancePublished'],
  credentials: ['GovernancePublished'],
};
