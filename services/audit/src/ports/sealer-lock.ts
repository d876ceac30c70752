import type { SealStore } from './seal-store.js';

/**
 * The way to the store that at most one sealer uses at a time. The lock only saves standbys the quarrel; what fences is
 * the epoch that every append must name.
 */
export interface SealerLock {
  readonly store: SealStore;
  tryLock(): Promise<boolean>;
  close(): Promise<void>;
}
