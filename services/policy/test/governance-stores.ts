import type { GovernanceDocument, PersonActor } from '@countersign/contracts';
import type { PreparedEvent } from '@countersign/messaging';
import type { LoadedRevision } from '../src/domain/decide/loaded-revision.js';
import { turns } from '../src/handlers/in-turn.js';
import type { DecideParts, StoredProposal, StoredRevision } from '../src/handlers/ports.js';
import type { RollbackParts } from '../src/handlers/rollback-governance.js';
import { revisionOf } from './governance.js';

export const admin = (person: string): PersonActor => ({ tenant: 'demo', person, roles: ['admin'] });

/** The stores' rules in memory, and what was told. */
export function governanceWorld(documents: GovernanceDocument[]) {
  const published: StoredRevision[] = [];
  const proposals = new Map<string, StoredProposal>();
  const events: PreparedEvent[] = [];
  let inForce: LoadedRevision | undefined;
  let number = 0;
  const parts = {
    store: {
      current: async () => published.at(-1) ?? null,
      heads: async () => [],
      publish: async (next: StoredRevision, previous: string | null) => {
        if ((published.at(-1)?.revision ?? null) !== previous) return false;
        if (next.proposalId !== undefined && !proposals.delete(next.proposalId)) return false;
        published.push(next);
        return true;
      },
    },
    versions: {
      list: async () => [],
      published: async (_: string, revision: string) =>
        published.find((one) => one.revision === revision)?.documents ?? null,
    },
    proposals: {
      propose: async (proposal: StoredProposal) => void proposals.set(proposal.proposalId, proposal),
      open: async () => [...proposals.values()],
      find: async (_: string, id: string) => proposals.get(id) ?? null,
      decline: async (_: string, id: string) => proposals.delete(id),
    },
    source: {
      parse: async () => ({ ok: true as const, documents, cases: [] }),
      load: async (given: readonly GovernanceDocument[]) => revisionOf(given),
    },
    revisions: {
      of: () => ({ ok: true as const, value: inForce as LoadedRevision }),
      put: (_: string, next: LoadedRevision) => void (inForce = next),
    },
    inTurn: turns(),
    clock: { now: () => Date.UTC(2026, 10, 21) },
    ids: { next: (prefix: string) => `${prefix}_${(number += 1)}`, bytes: () => Buffer.alloc(32) },
    publish: async (told: PreparedEvent[]) => void events.push(...told),
  } satisfies Partial<RollbackParts & Pick<DecideParts, 'revisions'>> as unknown as RollbackParts &
    Pick<DecideParts, 'revisions'>;
  return {
    parts,
    /** Other files from now on. */
    write: (next: GovernanceDocument[]) => void (documents = next),
    events: () => events.map(({ type }) => type),
    inForce: () => inForce?.compiled.revision,
    published,
  };
}
