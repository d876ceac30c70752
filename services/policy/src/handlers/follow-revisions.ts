import type { InTurn } from './in-turn.js';
import type { DecideParts, GovernanceStore, RevisionSource } from './ports.js';

export interface FollowParts extends Pick<DecideParts, 'revisions'> {
  store: GovernanceStore;
  source: RevisionSource;
  inTurn: InTurn;
  /** Called after each complete look: the registry is known to be fresh. */
  looked: () => void;
}

/** Brings this replica to the revisions in force; run at start, on every `GovernancePublished` and every second, since a hint may be lost. */
export function followRevisions(parts: FollowParts) {
  let waiting: Promise<void> | undefined;
  return function followRevisionsInForce(): Promise<void> {
    // A look that has not begun will see whatever a further one could see.
    waiting ??= parts.inTurn(async () => {
      waiting = undefined;
      await look(parts);
    });
    return waiting;
  };
}

async function look(parts: FollowParts): Promise<void> {
  for (const head of await parts.store.heads()) {
    const loaded = parts.revisions.of(head.tenant);
    if (loaded.ok && loaded.value.compiled.revision === head.revision) continue;
    const stored = await parts.store.current(head.tenant);
    if (stored) parts.revisions.put(head.tenant, await parts.source.load(stored.documents));
  }
  parts.looked();
}
