import { instantOf } from '@countersign/chassis';
import {
  governancePublished,
  type GovernanceDocument,
  type PersonActor,
  type Refused,
  type Result,
} from '@countersign/contracts';
import { prepareEvent, type PreparedEvent } from '@countersign/messaging';
import type { CompiledPolicy } from '../domain/compile/compiled-policy.js';
import type { LoadedRevision } from '../domain/decide/loaded-revision.js';
import { digestsOf, namesOfChanges } from '../domain/governance/compare-documents.js';
import type { GovernanceProblem } from '../domain/governance/problem.js';
import { documentsPayload, refusalOfSize } from './documents-payload.js';
import type { InTurn } from './in-turn.js';
import type { DecideParts, GovernanceStore, RevisionSource, StoredRevision } from './ports.js';

export interface PublishParts extends Pick<DecideParts, 'clock' | 'ids'> {
  /** Puts it in force in this replica; whoever published finds it so. */
  revisions: { put: (tenant: string, revision: LoadedRevision) => void | Promise<void> };
  store: GovernanceStore;
  source: RevisionSource;
  inTurn: InTurn;
  publish: (events: PreparedEvent[]) => Promise<unknown>;
  /** Told of what a person has put in force, in place of what. */
  settleChanges?: (actor: PersonActor, previous: GovernanceDocument[], next: CompiledPolicy) => Promise<void>;
}

export interface PublishOutcome {
  published: boolean;
  revision: string | null;
  previousRevision: string | null;
  /** A second person must confirm this before it is in force. */
  proposalId?: string;
  changed: string[];
  removed: string[];
  problems: GovernanceProblem[];
}

/** A set of documents that has been checked and loaded. */
export interface Publication {
  actor: PersonActor;
  documents: GovernanceDocument[];
  loaded: LoadedRevision;
  /** Present when a second person publishes what a first one proposed. */
  proposal?: { proposalId: string; proposedBy: string };
  /** Present when a bundle server had a newer bundle; the person is who pinned its key. */
  bundleServer?: string;
}

interface Publishing {
  next: StoredRevision;
  previous: StoredRevision | null;
  payloads: ReturnType<typeof documentsPayload>;
}

function publishedEvent(
  parts: PublishParts,
  { bundleServer }: Publication,
  { next, previous, payloads }: Publishing,
): PreparedEvent {
  const id = parts.ids.next('evt');
  const { revision, publishedBy, proposedBy, proposalId } = next;
  return prepareEvent(governancePublished, {
    id,
    tenant: next.tenant,
    time: instantOf(next.publishedAt),
    actor: bundleServer === undefined ? { kind: 'person', id: publishedBy } : { kind: 'service', id: 'policy' },
    subject: id,
    data: {
      revision,
      previousRevision: previous?.revision ?? null,
      publishedBy,
      ...(bundleServer === undefined ? {} : { bundleServer }),
      ...(proposedBy === undefined ? {} : { proposedBy }),
      ...(proposalId === undefined ? {} : { proposalId }),
      documents: digestsOf(next.documents),
      ...namesOfChanges(previous?.documents ?? [], next.documents),
    },
    payloads,
  });
}

/** Makes a loaded revision the one in force, on the record; the revision it was compared with must still be in force. Call it in turn. */
export async function putInForce(parts: PublishParts, publication: Publication): Promise<Result<PublishOutcome>> {
  const { actor, documents, loaded } = publication;
  const previous = await parts.store.current(actor.tenant);
  const { revision } = loaded.compiled;
  const told = { published: true, revision, previousRevision: previous?.revision ?? null, problems: [] };
  if (previous?.revision === revision) {
    await parts.revisions.put(actor.tenant, loaded);
    return { ok: true, value: { ...told, changed: [], removed: [] } };
  }
  const refusal = await publish(parts, publication, previous);
  return refusal ?? { ok: true, value: { ...told, ...namesOfChanges(previous?.documents ?? [], documents) } };
}

async function publish(
  parts: PublishParts,
  publication: Publication,
  previous: StoredRevision | null,
): Promise<Refused | null> {
  const { actor, documents, loaded, proposal } = publication;
  const { tenant, person: publishedBy } = actor;
  const { revision } = loaded.compiled;
  const next: StoredRevision = {
    ...{ tenant, revision, documents, publishedBy, publishedAt: parts.clock.now() },
    ...proposal,
  };
  const payloads = documentsPayload(parts, documents);
  const event = publishedEvent(parts, publication, { next, previous, payloads });
  const refusal = refusalOfSize(event, payloads);
  if (refusal) return refusal;
  if (!(await parts.store.publish(next, previous?.revision ?? null, [event]))) return overtaken;
  await parts.revisions.put(tenant, loaded);
  await parts.publish([event]);
  await settle(parts, publication, previous?.documents ?? []);
  return null;
}

/** What a bundle server brings approves no tool. */
async function settle(
  { settleChanges }: PublishParts,
  { actor, loaded, bundleServer }: Publication,
  previous: GovernanceDocument[],
): Promise<void> {
  if (settleChanges && bundleServer === undefined) await settleChanges(actor, previous, loaded.compiled);
}

const overtaken = {
  ok: false as const,
  refusal: {
    reasonCode: 'conflict',
    message: 'Somebody else published a revision meanwhile.',
    remedy: 'Look at what changed and publish again.',
  },
};
