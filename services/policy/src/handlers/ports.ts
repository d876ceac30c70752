import type { Clock, Ids } from '@countersign/chassis';
import type { Decision, GovernanceDocument, ModelDecision, PersonActor, Result } from '@countersign/contracts';
import type { EventPublisher, PreparedEvent } from '@countersign/messaging';
import type { LoadedRevision } from '../domain/decide/loaded-revision.js';
import type { ParsedGovernance } from '../domain/governance/parse-governance.js';
import type { Steps } from '../domain/governance/steps.js';
import type { GovernanceFile } from '../domain/governance/problem.js';
import type { RecordedEvent } from '../domain/simulate/recorded-calls.js';

export interface StoredRevision {
  tenant: string;
  revision: string;
  documents: GovernanceDocument[];
  publishedBy: string;
  /** Milliseconds since the epoch. */
  publishedAt: number;
  /** Who wrote it, and as which proposal, where a second person published it. */
  proposedBy?: string;
  proposalId?: string;
}

export interface GovernanceStore {
  current(tenant: string): Promise<StoredRevision | null>;
  /** Every tenant's revision in force. */
  heads(): Promise<{ tenant: string; revision: string }[]>;
  /** False when another revision came in between: `previous` is no longer in force. */
  publish(next: StoredRevision, previous: string | null, events: PreparedEvent[]): Promise<boolean>;
}

export interface StoredVersion {
  number: number;
  revision: string;
  publishedBy: string;
  /** Milliseconds since the epoch. */
  publishedAt: number;
  proposedBy: string | null;
  inForce: boolean;
}

/** What has been in force. */
export interface VersionStore {
  /** Newest first. */
  list(tenant: string, page: { limit: number; before?: number }): Promise<StoredVersion[]>;
  /** The documents of a revision that is or was in force; null for any other. */
  published(tenant: string, revision: string): Promise<GovernanceDocument[] | null>;
}

export interface StoredProposal {
  tenant: string;
  proposalId: string;
  revision: string;
  baseRevision: string | null;
  documents: GovernanceDocument[];
  proposedBy: string;
  /** Milliseconds since the epoch. */
  proposedAt: number;
  changed: string[];
  removed: string[];
}

/** Revisions that wait for a second person. Publishing one closes it in the same transaction. */
export interface ProposalStore {
  propose(proposal: StoredProposal, events: PreparedEvent[]): Promise<void>;
  /** Oldest first, at most 100. */
  open(tenant: string): Promise<Omit<StoredProposal, 'documents'>[]>;
  /** Open ones only. */
  find(tenant: string, proposalId: string): Promise<StoredProposal | null>;
  /** False when it is no longer open. */
  decline(tenant: string, proposalId: string, events: PreparedEvent[]): Promise<boolean>;
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

/** Does long work in slices, so that calls are decided meanwhile. */
export type Slices = <T>(steps: Steps<T>) => Promise<T>;

/** Why credentials could not be issued, by tool; tools not named are fine. */
export type CredentialFaults = (
  tenant: string,
  credentials: readonly { tool: string; issuer: string; scope: string[] }[],
) => Promise<Record<string, string>>;

/** The events that tell of calls since a moment; `truncated` when there are more than can be read at once. */
export type ReadRecord = (
  actor: PersonActor,
  since: string,
) => Promise<Result<{ events: RecordedEvent[]; truncated: boolean }>>;
