import type { Clock, Ids } from '@countersign/chassis';
import type { Decision, GovernanceDocument, ModelDecision, Result } from '@countersign/contracts';
import type { EventPublisher, PreparedEvent } from '@countersign/messaging';
import type { LoadedRevision } from '../domain/decide/loaded-revision.js';
import type { ParsedGovernance } from '../domain/governance/parse-governance.js';
import type { GovernanceFile } from '../domain/governance/problem.js';

export interface StoredRevision {
  tenant: string;
  revision: string;
  documents: GovernanceDocument[];
  publishedBy: string;
  /** Milliseconds since the epoch. */
  publishedAt: number;
}

export interface GovernanceStore {
  current(tenant: string): Promise<StoredRevision | null>;
  /** Every tenant's revision in force. */
  heads(): Promise<{ tenant: string; revision: string }[]>;
  /** False when another revision came in between: `previous` is no longer in force. */
  publish(next: StoredRevision, previous: string | null, events: PreparedEvent[]): Promise<boolean>;
}

/** The revision in force per tenant; refuses an unknown tenant and a registry not looked at for too long. */
export interface Revisions {
  of(tenant: string): Result<LoadedRevision>;
  /** Puts a loaded revision in force in this replica. */
  put(tenant: string, revision: LoadedRevision): void;
}

export interface RevisionSource {
  parse(files: readonly GovernanceFile[], variables: Readonly<Record<string, string>>): Promise<ParsedGovernance>;
  load(documents: readonly GovernanceDocument[]): Promise<LoadedRevision>;
}

export interface DecideParts {
  revisions: Revisions;
  publisher: EventPublisher;
  clock: Clock;
  ids: Ids;
  signDecision: (decision: Decision) => string;
  signModelDecision: (decision: ModelDecision) => string;
  environment: string;
}
