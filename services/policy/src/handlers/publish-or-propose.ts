import { instantOf } from '@countersign/chassis';
import { governanceProposed, type PersonActor, type Refused, type Result } from '@countersign/contracts';
import { prepareEvent, type PreparedEvent } from '@countersign/messaging';
import { namesOfChanges } from '../domain/governance/compare-documents.js';
import type { ProposalStore, StoredProposal, StoredRevision } from './ports.js';
import { documentsPayload, refusalOfSize } from './documents-payload.js';
import { putInForce, type Publication, type PublishOutcome, type PublishParts } from './put-in-force.js';

export interface ProposeParts extends PublishParts {
  proposals: ProposalStore;
}

/** Only administrators change what is in force. */
export function refusalToPublish(actor: PersonActor): Refused | null {
  if (actor.roles.includes('admin')) return null;
  return {
    ok: false,
    refusal: {
      reasonCode: 'forbidden',
      message: 'Only an administrator may publish governance.',
      remedy: 'Ask an administrator of your tenant.',
    },
  };
}

/** What is in force says whether one person may publish: nobody can lift that rule alone. */
function needsSecondPerson(previous: StoredRevision | null): boolean {
  const settings = previous?.documents.find(({ kind }) => kind === 'Settings');
  return settings?.kind === 'Settings' && settings.publishing.secondPerson;
}

/** Puts a revision in force or, where the tenant wants a second person, stages it for one. */
export function publishOrPropose(parts: ProposeParts, publication: Publication): Promise<Result<PublishOutcome>> {
  return parts.inTurn(async () => {
    const previous = await parts.store.current(publication.actor.tenant);
    const isInForce = previous?.revision === publication.loaded.compiled.revision;
    if (isInForce || !needsSecondPerson(previous)) return putInForce(parts, publication);
    return propose(parts, publication, previous as StoredRevision);
  });
}

async function propose(
  parts: ProposeParts,
  publication: Publication,
  previous: StoredRevision,
): Promise<Result<PublishOutcome>> {
  const { actor, documents, loaded } = publication;
  const proposal: StoredProposal = {
    tenant: actor.tenant,
    proposalId: parts.ids.next('gov'),
    revision: loaded.compiled.revision,
    baseRevision: previous.revision,
    documents,
    proposedBy: actor.person,
    proposedAt: parts.clock.now(),
    ...namesOfChanges(previous.documents, documents),
  };
  const payloads = documentsPayload(parts, documents);
  const event = proposedEvent(proposal, payloads);
  const refusal = refusalOfSize(event, payloads);
  if (refusal) return refusal;
  await parts.proposals.propose(proposal, [event]);
  await parts.publish([event]);
  const { proposalId, revision, changed, removed } = proposal;
  const told = { published: false, revision, previousRevision: previous.revision, proposalId, changed, removed };
  return { ok: true, value: { ...told, problems: [] } };
}

function proposedEvent(proposal: StoredProposal, payloads: ReturnType<typeof documentsPayload>): PreparedEvent {
  const { proposalId, revision, baseRevision, proposedBy, changed, removed } = proposal;
  return prepareEvent(governanceProposed, {
    id: `proposed_${proposalId}`,
    tenant: proposal.tenant,
    time: instantOf(proposal.proposedAt),
    actor: { kind: 'person', id: proposedBy },
    subject: proposalId,
    data: { proposalId, revision, baseRevision, proposedBy, changed, removed },
    payloads,
  });
}
