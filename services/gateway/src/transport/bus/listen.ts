import { parseEventSubject } from '@countersign/contracts';
import type { Bus, ReceivedEvent } from '@countersign/messaging';
import type { SignedDecision } from '../../domain/call/tool-call.js';
import type { SignedModelDecision } from '../../domain/model/model-call.js';
import { endApproval } from '../../handlers/calls/end-approval.js';
import { noteDecision } from '../../handlers/calls/note-decision.js';
import { useGrant } from '../../handlers/calls/use-grant.js';
import type { KeyCache } from '../../handlers/identity/key-cache.js';
import type { ModelParts } from '../../handlers/models/model-parts.js';
import { liftSuspension } from '../../handlers/upstream/lift-suspension.js';
import { RecentIds } from '../../handlers/waits/recent-ids.js';
import { hearDecisions } from './hear-decisions.js';

/** What this service hears on the bus, and who acts on it. */
export function listen(bus: Bus, parts: ModelParts, keys: KeyCache): void {
  const actedUpon = new RecentIds(20_000);
  const approvals = onApprovals(parts);
  const lift = liftSuspension(parts);
  const toolCall = (signed: SignedDecision) => {
    const { callId } = signed.decision;
    if (parts.decisions.arrive(callId, signed)) actedUpon.add(callId);
  };
  const modelCall = (signed: SignedModelDecision) => {
    parts.modelDecisions.arrive(signed.decision.modelCallId, signed);
  };
  hearDecisions(bus, { toolCall, modelCall }, parts.report);
  // Which tenant is all that matters, and a large revision is long to parse.
  bus.watchSubjects(['GovernancePublished'], (_, tenant) => parts.registry.changed(tenant));
  bus.subscribeCore({
    types: ['AgentKeyRevoked', 'RunClosed', 'ToolDefinitionReapproved'],
    handle: async ({ leaf }) => {
      if (leaf.type === 'ToolDefinitionReapproved') return lift(leaf);
      if (leaf.type === 'AgentKeyRevoked') {
        keys.revoked(leaf.data.keyId);
        parts.runTokens.keyRevoked(leaf.data.keyId);
      }
      if (leaf.type === 'RunClosed') {
        parts.runs.closed(leaf.data.runId);
        parts.runTokens.closed(leaf.data.runId);
      }
    },
  });
  bus.subscribeCore({
    types: ['ApprovalGranted', 'ApprovalRejected', 'ApprovalExpired', 'ApprovalCancelled'],
    // `later` is left to the durable consumer, which hears the same.
    handle: async (event) => void (await approvals(event)),
  });
  bus.consume({
    consumer: 'gateway',
    skip: (subject) => {
      const parsed = parseEventSubject(subject);
      if (parsed?.type === 'GovernancePublished') parts.registry.changed(parsed.tenant);
      return parsed?.type === 'GovernancePublished' || actedUpon.has(parsed?.subject ?? '');
    },
    handle: durable(parts, approvals, actedUpon),
    maxInFlight: 512,
    onlyRecovers: true,
  });
}

function onApprovals(parts: ModelParts) {
  const grant = useGrant(parts);
  const end = endApproval(parts);
  return async ({ leaf }: ReceivedEvent): Promise<void | 'later'> => {
    if (leaf.type === 'ApprovalGranted') return grant(leaf);
    if (leaf.type === 'ApprovalRejected' || leaf.type === 'ApprovalExpired' || leaf.type === 'ApprovalCancelled') {
      return end(leaf);
    }
  };
}

/** The way that recovers what core delivery missed. */
function durable(parts: ModelParts, approvals: ReturnType<typeof onApprovals>, actedUpon: RecentIds) {
  const lift = liftSuspension(parts);
  const note = noteDecision(parts, (callId) => actedUpon.has(callId));
  return async (event: ReceivedEvent): Promise<void | 'later'> => {
    const { leaf } = event;
    if (leaf.type === 'ToolDefinitionReapproved') return lift(leaf);
    if (leaf.type !== 'ToolCallDecided') return approvals(event);
    if (parts.decisions.arrive(leaf.data.decision.callId, leaf.data)) return;
    return note(event);
  };
}
