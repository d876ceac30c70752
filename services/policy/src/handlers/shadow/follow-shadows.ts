import { turns } from '../in-turn.js';
import type { RevisionSource } from '../ports.js';
import type { ShadowRunner } from './shadow-runner.js';
import type { Candidate, ShadowStore } from './shadow-ports.js';

interface FollowShadowsParts {
  shadows: ShadowStore;
  source: Pick<RevisionSource, 'load'>;
  shadow: Pick<ShadowRunner, 'use' | 'current'>;
}

/** Brings this replica to the candidates that run; run at start and every second, so that all replicas and every restart take them up. */
export function followShadows(parts: FollowShadowsParts) {
  // One look after the other: an older one must not put back what a newer one has found.
  const inTurn = turns();
  return function followRunningShadows(): Promise<void> {
    return inTurn(async () => parts.shadow.use(await candidatesOf(parts)));
  };
}

async function candidatesOf({ shadows, source, shadow }: FollowShadowsParts): Promise<Map<string, Candidate>> {
  const candidates = new Map<string, Candidate>();
  for (const running of await shadows.running()) {
    const known = shadow.current(running.tenant);
    if (known?.shadowId === running.shadowId) {
      candidates.set(running.tenant, known);
      continue;
    }
    const documents = await shadows.documents(running.tenant, running.shadowId);
    if (documents) candidates.set(running.tenant, { ...running, loaded: await source.load(documents) });
  }
  return candidates;
}
