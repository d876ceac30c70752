import { instantOf } from '@countersign/chassis';
import {
  governancePublished,
  type GovernanceDocument,
  type PersonActor,
  type Refused,
  type Result,
} from '@countersign/contracts';
import { canonicalBytes, digestOfJson } from '@countersign/evidence';
import { prepareEvent, type PreparedEvent } from '@countersign/messaging';
import type { LoadedRevision } from '../domain/decide/loaded-revision.js';
import type { GovernanceFile, GovernanceProblem } from '../domain/governance/problem.js';
import type { InTurn } from './in-turn.js';
import type { DecideParts, GovernanceStore, RevisionSource, StoredRevision } from './ports.js';

export interface PublishParts extends Pick<DecideParts, 'revisions' | 'clock' | 'ids'> {
  store: GovernanceStore;
  source: RevisionSource;
  inTurn: InTurn;
  publish: (events: PreparedEvent[]) => Promise<unknown>;
}

export interface GovernanceRequest {
  actor: PersonActor;
  files: GovernanceFile[];
  variables: Record<string, string>;
}

export interface PublishOutcome {
  published: boolean;
  revision: string | null;
  previousRevision: string | null;
  changed: string[];
  removed: string[];
  problems: GovernanceProblem[];
}

const forbidden: Refused = {
  ok: false,
  refusal: {
    reasonCode: 'forbidden',
    message: 'Only an administrator may publish governance.',
    remedy: 'Ask an administrator of your tenant.',
  },
};
const maxNamed = 500;

function digests(documents: readonly GovernanceDocument[]): Record<string, string> {
  return Object.fromEntries(
    documents.map((document) => [`${document.kind}/${document.name}`, digestOfJson(document as never)]),
  );
}

function differences(before: Record<string, string>, after: Record<string, string>) {
  const changed = Object.keys(after).filter((name) => before[name] !== after[name]);
  const removed = Object.keys(before).filter((name) => after[name] === undefined);
  return { changed: changed.slice(0, maxNamed), removed: removed.slice(0, maxNamed) };
}

function publishedEvent(parts: PublishParts, next: StoredRevision, previous: StoredRevision | null): PreparedEvent {
  const documents = digests(next.documents);
  const id = parts.ids.next('evt');
  return prepareEvent(governancePublished, {
    id,
    tenant: next.tenant,
    time: instantOf(next.publishedAt),
    actor: { kind: 'person', id: next.publishedBy },
    subject: id,
    data: {
      revision: next.revision,
      previousRevision: previous?.revision ?? null,
      publishedBy: next.publishedBy,
      documents,
      ...differences(previous ? digests(previous.documents) : {}, documents),
    },
    payloads: {
      documents: {
        body: canonicalBytes(next.documents as never),
        mediaType: 'application/json',
        salt: parts.ids.bytes(32),
      },
    },
  });
}

async function putInForce(
  parts: PublishParts,
  request: GovernanceRequest,
  loaded: { documents: GovernanceDocument[]; revision: LoadedRevision },
): Promise<Result<PublishOutcome>> {
  const { tenant, person } = request.actor;
  const previous = await parts.store.current(tenant);
  const revision = loaded.revision.compiled.revision;
  const told = { published: true, revision, previousRevision: previous?.revision ?? null, problems: [] };
  if (previous?.revision === revision) {
    parts.revisions.put(tenant, loaded.revision);
    return { ok: true, value: { ...told, changed: [], removed: [] } };
  }
  const next: StoredRevision = {
    tenant,
    revision,
    documents: loaded.documents,
    publishedBy: person,
    publishedAt: parts.clock.now(),
  };
  const event = publishedEvent(parts, next, previous);
  if (!(await parts.store.publish(next, previous?.revision ?? null, [event]))) {
    return {
      ok: false,
      refusal: {
        reasonCode: 'conflict',
        message: 'Somebody else published a revision meanwhile.',
        remedy: 'Look at what changed and publish again.',
      },
    };
  }
  parts.revisions.put(tenant, loaded.revision);
  await parts.publish([event]);
  return {
    ok: true,
    value: { ...told, ...differences(previous ? digests(previous.documents) : {}, digests(next.documents)) },
  };
}

/** Reads, checks, loads and publishes governance. Anything wrong leaves the last good revision in force. */
export function publishGovernance(parts: PublishParts) {
  return async (request: GovernanceRequest): Promise<Result<PublishOutcome>> => {
    if (!request.actor.roles.includes('admin')) return forbidden;
    const parsed = await parts.source.parse(request.files, request.variables);
    if (!parsed.ok)
      return {
        ok: true,
        value: {
          published: false,
          revision: null,
          previousRevision: null,
          changed: [],
          removed: [],
          problems: parsed.problems,
        },
      };
    const revision = await parts.source.load(parsed.documents);
    return parts.inTurn(() => putInForce(parts, request, { documents: parsed.documents, revision }));
  };
}

/** Says what is wrong with governance, or which revision it would be. Nothing is stored. */
export function validateGovernance(parts: Pick<PublishParts, 'source'>) {
  return async (
    request: GovernanceRequest,
  ): Promise<Result<{ valid: boolean; revision: string | null; problems: GovernanceProblem[] }>> => {
    const parsed = await parts.source.parse(request.files, request.variables);
    if (!parsed.ok) return { ok: true, value: { valid: false, revision: null, problems: parsed.problems } };
    const { compiled } = await parts.source.load(parsed.documents);
    return { ok: true, value: { valid: true, revision: compiled.revision, problems: [] } };
  };
}
