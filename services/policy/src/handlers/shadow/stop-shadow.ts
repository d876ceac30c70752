import { instantOf } from '@countersign/chassis';
import { shadowStopped, type PersonActor, type Result } from '@countersign/contracts';
import { prepareEvent } from '@countersign/messaging';
import type { ShadowTotals } from '../../domain/shadow/shadow-totals.js';
import { refusalToPublish } from '../publish-or-propose.js';
import { shownShadow } from './read-shadow.js';
import type { ShadowParts, StoredShadow } from './shadow-ports.js';

interface StopShadowParts extends Pick<ShadowParts, 'shadows' | 'clock' | 'publish'> {
  followShadows: () => Promise<void>;
}

/** Ends the running candidate, and tells what it said in all. */
export function stopShadow(parts: StopShadowParts) {
  return async ({ actor }: { actor: PersonActor }): Promise<Result<{ shadow: ReturnType<typeof shownShadow> }>> => {
    const refusal = refusalToPublish(actor);
    if (refusal) return refusal;
    const { tenant, person } = actor;
    const latest = await parts.shadows.latest(tenant);
    if (!latest || latest.shadow.stopped) return noneRuns;
    const { shadow } = latest;
    const stopping = { tenant, shadowId: shadow.shadowId, by: person, at: parts.clock.now() };
    const event = await parts.shadows.stop(stopping, (totals) => stoppedEvent(shadow, stopping, totals));
    if (!event) return noneRuns;
    await parts.publish([event]);
    await parts.followShadows();
    const ended = await parts.shadows.latest(tenant);
    return { ok: true, value: { shadow: shownShadow(ended ?? latest, stopping.at) } };
  };
}

function stoppedEvent(
  { tenant, shadowId, revision }: StoredShadow,
  { by, at }: { by: string; at: number },
  { decided, dropped, counts }: ShadowTotals,
) {
  const { allowed: newlyAllowed, held: newlyHeld, denied: newlyDenied } = counts;
  return prepareEvent(shadowStopped, {
    id: `stopped_${shadowId}`,
    tenant,
    time: instantOf(at),
    actor: { kind: 'person', id: by },
    subject: shadowId,
    data: { shadowId, revision, stoppedBy: by, decided, newlyAllowed, newlyHeld, newlyDenied, dropped },
  });
}

const noneRuns = {
  ok: false as const,
  refusal: {
    reasonCode: 'not_found',
    message: 'No candidate is running beside your policy.',
    remedy: 'Start one with countersign policy shadow start -f <folder>.',
  },
};
