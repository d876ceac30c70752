import type { ReportError } from '@countersign/messaging';
import { awareAgents } from '../domain/compile/run-aware.js';
import type { InTurn } from './in-turn.js';
import type { DecideParts, GovernanceStore, RevisionSource, StoredRevision } from './ports.js';

export interface FollowParts extends Pick<DecideParts, 'revisions' | 'runs'> {
  store: GovernanceStore;
  source: RevisionSource;
  inTurn: InTurn;
  report: ReportError;
  /** Tools that count as proposed since their servers changed them. */
  followChanges?: () => Promise<void>;
  /** Called after each complete look: the registry is known to be fresh. */
  looked: () => void;
}

/** Brings this replica to the revisions in force; run at start, on every `GovernancePublished` and every second, since a hint may be lost. */
export function followRevisions(parts: FollowParts) {
  let waiting: Promise<void> | undefined;
  const settled = new Map<string, string>();
  return function followRevisionsInForce(): Promise<void> {
    // A look that has not begun will see whatever a further one could see.
    waiting ??= parts.inTurn(async () => {
      waiting = undefined;
      for (const head of await parts.store.heads()) await followHead(parts, head, settled);
      await parts.followChanges?.();
      parts.looked();
    });
    return waiting;
  };
}

interface Head {
  tenant: string;
  revision: string;
}

async function followHead(parts: FollowParts, { tenant, revision }: Head, settled: Map<string, string>): Promise<void> {
  const loaded = parts.revisions.of(tenant);
  const isLoaded = loaded.ok && loaded.value.compiled.revision === revision;
  if (!isLoaded) {
    const stored = await parts.store.current(tenant);
    if (stored) await bring(parts, stored);
  }
  const now = parts.revisions.of(tenant);
  // Only after the revision is in force here: until then its runs are still being kept.
  if (!now.ok || settled.get(tenant) === now.value.compiled.revision) return;
  await parts.runs.keepOnly(tenant, awareAgents(now.value.compiled), now.value.compiled.revision);
  settled.set(tenant, now.value.compiled.revision);
}

/** What cannot be loaded here leaves this tenant's last good revision in force, and no other tenant waits for it. */
async function bring(parts: FollowParts, { tenant, revision, documents }: StoredRevision): Promise<void> {
  try {
    parts.revisions.put(tenant, await parts.source.load(documents));
  } catch (error) {
    parts.report(error, { tenant, revision, doing: 'loading a revision; the last good one stays' });
  }
}
