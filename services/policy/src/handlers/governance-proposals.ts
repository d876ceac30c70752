import { instantOf } from '@countersign/chassis';
import { governanceDeclined, type PersonActor, type Refused, type Result } from '@countersign/contracts';
import { prepareEvent } from '@countersign/messaging';
import type { StoredProposal } from './ports.js';
import { refusalToPublish, type ProposeParts } from './publish-or-propose.js';
import { putInForce, type PublishOutcome } from './put-in-force.js';

interface ProposalRequest {
  actor: PersonActor;
  proposalId: string;
}

const unknownProposal: Refused = {
  ok: false,
  refusal: {
    reasonCode: 'not_found',
    message: 'No such proposal is open.',
    remedy: 'See what is: countersign policy proposals',
  },
};

const ownProposal: Refused = {
  ok: false,
  refusal: {
    reasonCode: 'self_approval',
    message: 'Your tenant wants a second person to publish, and you proposed this yourself.',
    remedy: 'Ask another administrator to confirm it.',
  },
};

const outdated: Refused = {
  ok: false,
  refusal: {
    reasonCode: 'conflict',
    message: 'Another revision came into force after this was proposed.',
    remedy: 'Apply the files again, so that the second person sees what they would change now.',
  },
};

/** Open proposals, oldest first. */
export function listGovernanceProposals(parts: Pick<ProposeParts, 'proposals'>) {
  return async ({ actor }: { actor: PersonActor }): Promise<Result<{ proposals: ReturnType<typeof shown>[] }>> => {
    const open = await parts.proposals.open(actor.tenant);
    return { ok: true, value: { proposals: open.map(shown) } };
  };
}

function shown(proposal: Omit<StoredProposal, 'documents'>) {
  const { proposalId, revision, baseRevision, proposedBy, proposedAt, changed, removed } = proposal;
  return { proposalId, revision, baseRevision, proposedBy, proposedAt: instantOf(proposedAt), changed, removed };
}

/** The second person puts a proposal in force. */
export function confirmGovernance(parts: ProposeParts) {
  return async ({ actor, proposalId }: ProposalRequest): Promise<Result<PublishOutcome>> => {
    const refusal = refusalToPublish(actor);
    if (refusal) return refusal;
    const proposal = await parts.proposals.find(actor.tenant, proposalId);
    if (!proposal) return unknownProposal;
    const { proposedBy, documents } = proposal;
    if (proposedBy === actor.person) return ownProposal;
    const loaded = await parts.source.load(documents);
    return parts.inTurn(async () => {
      const current = await parts.store.current(actor.tenant);
      if ((current?.revision ?? null) !== proposal.baseRevision) return outdated;
      return putInForce(parts, { actor, documents, loaded, proposal: { proposalId, proposedBy } });
    });
  };
}

/** Any administrator may turn a proposal down; who proposed it takes it back this way. */
export function declineGovernance(parts: ProposeParts) {
  return async (request: ProposalRequest & { reason: string | null }): Promise<Result<{ proposalId: string }>> => {
    const { actor, proposalId, reason } = request;
    const refusal = refusalToPublish(actor);
    if (refusal) return refusal;
    const proposal = await parts.proposals.find(actor.tenant, proposalId);
    if (!proposal) return unknownProposal;
    const event = prepareEvent(governanceDeclined, {
      id: `declined_${proposalId}`,
      tenant: actor.tenant,
      time: instantOf(parts.clock.now()),
      actor: { kind: 'person', id: actor.person },
      subject: proposalId,
      data: { proposalId, revision: proposal.revision, declinedBy: actor.person, reason },
    });
    if (!(await parts.proposals.decline(actor.tenant, proposalId, [event]))) return unknownProposal;
    await parts.publish([event]);
    return { ok: true, value: { proposalId } };
  };
}
