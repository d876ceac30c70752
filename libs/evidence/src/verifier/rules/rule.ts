import type { LeafRow } from '../leaf-row.js';

/** Looks at each leaf in the order of the log, and says at the end what only the end can tell. */
export interface Rule {
  see(row: LeafRow): void;
  finish(): void;
}

/** What every rule needs to know about the range that it sees. */
export interface RuleRange {
  tenant: string;
  /** True if the range starts with the first leaf of the log; otherwise what is referred to may lie before it. */
  isFromStart: boolean;
  createdAt: string;
}
