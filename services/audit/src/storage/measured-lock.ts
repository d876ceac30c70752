import type { Append, SealStore } from '../ports/seal-store.js';
import type { SealerLock } from '../ports/sealer-lock.js';

export interface SealedMeasures {
  leaves: number;
  /** How long the store took. */
  seconds: number;
  /** From when the oldest event of the batch happened until it was sealed; null for a batch without new leaves. */
  lagSeconds: number | null;
}

function lagOf({ growths, recordedAt }: Append, seconds: number): number | null {
  const times = growths.flatMap(({ leaves }) => (leaves[0] ? [Date.parse(leaves[0].time)] : []));
  if (times.length === 0) return null;
  // Clocks of two services may differ: less than nothing is nothing.
  return Math.max(0, (Date.parse(recordedAt) - Math.min(...times)) / 1000 + seconds);
}

/** The way to the store, with each committed batch measured. */
export function measuredLock(lock: SealerLock, measured: (measures: SealedMeasures) => void): SealerLock {
  const { store } = lock;
  const append: SealStore['append'] = async (batch) => {
    const began = performance.now();
    const outcome = await store.append(batch);
    const seconds = (performance.now() - began) / 1000;
    const leaves = batch.growths.reduce((sum, growth) => sum + growth.leaves.length, 0);
    if (outcome === 'appended') measured({ leaves, seconds, lagSeconds: lagOf(batch, seconds) });
    return outcome;
  };
  return {
    store: {
      append,
      takeOver: () => store.takeOver(),
      findLeaves: (events) => store.findLeaves(events),
      holdsEpoch: (epoch) => store.holdsEpoch(epoch),
    },
    tryLock: () => lock.tryLock(),
    close: () => lock.close(),
  };
}
