import type { Change } from '../simulate/change-of.js';

/** What a candidate has said, added up. */
export interface ShadowTotals {
  decided: number;
  dropped: number;
  /** How often each approver would have been asked. */
  holds: ReadonlyMap<string, number>;
  counts: { allowed: number; held: number; denied: number };
  /** The newest of each kind. */
  changes: readonly Change[];
}
