import { instantOf } from '@countersign/chassis';
import type { getShadow as definition, PersonActor, Result } from '@countersign/contracts';
import type { z } from 'zod';
import { shadowSummary } from '../../domain/shadow/shadow-report.js';
import type { ShadowTotals } from '../../domain/shadow/shadow-totals.js';
import { shownChanges } from '../shown-changes.js';
import type { ShadowParts, StoredShadow } from './shadow-ports.js';

type Shown = NonNullable<z.input<typeof definition.response>['shadow']>;

/** What the running candidate, or else the latest one, has said. */
export function getShadow(parts: Pick<ShadowParts, 'shadows' | 'clock'>) {
  return async ({ actor }: { actor: PersonActor }): Promise<Result<{ shadow: Shown | null }>> => {
    const latest = await parts.shadows.latest(actor.tenant);
    return { ok: true, value: { shadow: latest && shownShadow(latest, parts.clock.now()) } };
  };
}

export function shownShadow({ shadow, totals }: { shadow: StoredShadow; totals: ShadowTotals }, nowMs: number): Shown {
  const { shadowId, revision, startedBy, startedAt, stopped } = shadow;
  const { report, counts, ...summary } = shadowSummary(totals, {
    revision,
    ranForMs: (stopped?.at ?? nowMs) - startedAt,
  });
  return {
    shadowId,
    status: stopped ? 'stopped' : 'running',
    revision,
    startedBy,
    startedAt: instantOf(startedAt),
    stoppedBy: stopped?.by ?? null,
    stoppedAt: stopped ? instantOf(stopped.at) : null,
    ...shownChanges(summary),
    counts,
    dropped: totals.dropped,
    report,
  };
}
