import type { DataCounts } from '@countersign/contracts';
import type { ToldFinding } from './told-findings.js';

/** What the record says about the data in a request: how much of what, and where. */
export interface FoundData {
  counts: DataCounts;
  /** The part of it that results of tools brought. */
  inResults: DataCounts;
  places: readonly ToldFinding[];
  /** Salt of their commitment: 32 random bytes. */
  salt: Uint8Array;
}
