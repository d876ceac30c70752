import type { Clock, Ids } from '@countersign/chassis';
import type { GovernanceDocument } from '@countersign/contracts';
import type { PreparedEvent } from '@countersign/messaging';
import type { LoadedRevision } from '../../domain/decide/loaded-revision.js';
import type { ShadowTotals } from '../../domain/shadow/shadow-totals.js';
import type { Change } from '../../domain/simulate/change-of.js';
import type { RunParts } from '../ports.js';

export interface StoredShadow {
  tenant: string;
  shadowId: string;
  revision: string;
  startedBy: string;
  /** Milliseconds since the epoch. */
  startedAt: number;
  stopped: { by: string; at: number } | null;
}

/** What one replica has found since it last told the store. */
export interface ShadowFindings {
  decided: number;
  dropped: number;
  holds: ReadonlyMap<string, number>;
  /** Each with the event that tells of it. */
  changes: readonly { change: Change; event: PreparedEvent }[];
}

/** Candidates that run beside what is in force, and what they said; shared by all replicas. */
export interface ShadowStore {
  /** Every tenant's running candidate. */
  running(): Promise<{ tenant: string; shadowId: string; startedAt: number }[]>;
  documents(tenant: string, shadowId: string): Promise<GovernanceDocument[] | null>;
  /** False when one is running already. */
  start(shadow: StoredShadow, documents: GovernanceDocument[], events: PreparedEvent[]): Promise<boolean>;
  /** Adds to the totals of a shadow that still runs, a change once for each call. The events are those of new changes. */
  add(shadow: { tenant: string; shadowId: string }, findings: ShadowFindings): Promise<PreparedEvent[]>;
  /** The latest one of a tenant. */
  latest(tenant: string): Promise<{ shadow: StoredShadow; totals: ShadowTotals } | null>;
  /** Null when it does not run any more. `eventOf` tells of the end, with the totals as they then are. */
  stop(
    stopping: { tenant: string; shadowId: string; by: string; at: number },
    eventOf: (totals: ShadowTotals) => PreparedEvent,
  ): Promise<PreparedEvent | null>;
}

/** A candidate as this replica has it loaded. */
export interface Candidate {
  tenant: string;
  shadowId: string;
  startedAt: number;
  loaded: LoadedRevision;
}

export interface ShadowParts extends Pick<RunParts, 'runs' | 'recallRun' | 'readResults'> {
  shadows: ShadowStore;
  clock: Clock;
  ids: Ids;
  environment: string;
  publish: (events: PreparedEvent[]) => Promise<unknown>;
  /** Lets waiting calls be decided. */
  breathe: () => Promise<void>;
}
