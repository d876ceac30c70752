import type { DecideParts, GovernanceStore, RevisionSource } from './ports.js';

export interface FollowParts extends Pick<DecideParts, 'revisions'> {
  store: GovernanceStore;
  source: RevisionSource;
  /** Called after each complete look: the registry is known to be fresh. */
  looked: () => void;
}

/** Brings this replica to the revisions in force; run at start, on every `GovernancePublished` and every second, since a hint may be lost. */
export function followRevisions(parts: FollowParts) {
  return async function followRevisionsInForce(): Promise<void> {
    for (const head of await parts.store.heads()) {
      const loaded = parts.revisions.of(head.tenant);
      if (loaded.ok && loaded.value.compiled.revision === head.revision) continue;
      const stored = await parts.store.current(head.tenant);
      if (stored) parts.revisions.put(head.tenant, await parts.source.load(stored.documents));
    }
    parts.looked();
  };
}
