import { instantOf } from '@countersign/chassis';
import { governanceProposed, type PersonActor, type Refused, type Result } from '@countersign/contracts';
import { prepareEvent, type PreparedEvent } from '@countersign/messaging';
import { namesOfChanges } from '../domain/governance/compare-documents.js';
import type { ProposalStore, StoredProposal, StoredRevision } from './ports.js';
import {
  documentsPayload,
  putInForce,
  type Publication,
  type PublishOutcome,
  type PublishParts,
} from './put-in-force.js';

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

/** The documents travel in one message of the bus, in base64, beside the leaf. */
const mostBytes = 600_000;

/** What could not be recorded must not be in force. */
function refusalOfSize({ documents }: Publication): Refused | null {
  const size = Buffer.byteLength(JSON.stringify(documents));
  if (size <= mostBytes) return null;
  return {
    ok: false,
    refusal: {
      reasonCode: 'governance_too_large',
      message: `These documents take ${size} bytes; at most ${mostBytes} can be recorded as one revision.`,
      remedy: 'Let globs and groups say what is repeated, or give part of the agents a tenant of their own.',
    },
  };
}

/** Puts a revision in force or, where the tenant wants a second person, stages it for one. */
export function publishOrPropose(parts: ProposeParts, publication: Publication): Promise<Result<PublishOutcome>> {
  const refusal = refusalOfSize(publication);
  if (refusal) return Promise.resolve(refusal);
  return parts.inTurn(async () => {
    const previous = await parts.store.current(publication.actor.tenant);
    const isInForce = previous?.revision === publication.loaded.compiled.revision;
    if (isInForce || !needsSecondPerson(previous)) return putInForce(parts, publication);
    return { ok: true, value: await propose(parts, publication, previous as StoredRevision) };
  });
}

async function propose(
  parts: ProposeParts,
  publication: Publication,
  previous: StoredRevision,
): Promise<PublishOutcome> {
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
  const event = proposedEvent(parts, proposal);
  await parts.proposals.propose(proposal, [event]);
  await parts.publish([event]);
  const { proposalId, revision, changed, removed } = proposal;
  return {
    published: false,
    revision,
    previousRevision: previous.revision,
    proposalId,
    changed,
    removed,
    problems: [],
  };
}

function proposedEvent(parts: ProposeParts, proposal: StoredProposal): PreparedEvent {
  const { proposalId, revision, baseRevision, proposedBy, changed, removed } = proposal;
  return prepareEvent(governanceProposed, {
    id: `proposed_${proposalId}`,
    tenant: proposal.tenant,
    time: instantOf(proposal.proposedAt),
    actor: { kind: 'person', id: proposedBy },
    subject: proposalId,
    data: { proposalId, revision, baseRevision, proposedBy, changed, removed },
    payloads: documentsPayload(parts, proposal.documents),
  });
}
