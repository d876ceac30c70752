import type { Clock, Ids } from '@countersign/chassis';
import type { Decision, GovernanceDocument, ModelDecision, PersonActor, Result } from '@countersign/contracts';
import type { JsonValue } from '@countersign/evidence';
import type { EventPublisher, PreparedEvent } from '@countersign/messaging';
import type { LoadedRevision } from '../domain/decide/loaded-revision.js';
import type { ParsedGovernance } from '../domain/governance/parse-governance.js';
import type { Steps } from '../domain/governance/steps.js';
import type { GovernanceFile } from '../domain/governance/problem.js';
import type { FoundInResult } from '../domain/runs/result-labels.js';
import type { RunEntry } from '../domain/runs/run-entry.js';
import type { RunState } from '../domain/runs/run-state.js';
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

/** The scope of what is in force; shadows have theirs. */
export const liveScope = 'live';

export interface RunKey {
  tenant: string;
  /** `live`, or the shadow whose own view of the run this is. */
  scope: string;
  run: string;
  agent: string;
}

/** What runs have done, for agents whose rules ask about it; shared by all replicas. */
export interface RunStore {
  /**
   * Runs `use` while nobody else has this run, with its state, or null for a run not kept so far; then adds the entries
   * that it returns. The run is kept from then on. The state must not be changed.
   */
  exclusively<T>(
    run: RunKey,
    use: (state: RunState | null) => Promise<{ value: T; entries: readonly RunEntry[] }>,
  ): Promise<T>;
  /**
   * Drops what is kept for all other agents, if this revision is in force: their calls are not kept any more, so what
   * is kept would be incomplete.
   */
  keepOnly(tenant: string, agents: readonly string[], revision: string): Promise<void>;
}

/** What the record tells of a run, oldest first. Rejects when it cannot be read to the end. */
export type RecallRun = (tenant: string, run: string) => Promise<RunEntry[]>;

/** What the record tells of the results that a run's calls have brought so far, oldest first; only those in which something was found. */
export type ReadResults = (tenant: string, run: string) => Promise<readonly FoundInResult[]>;

export interface RunParts {
  runs: RunStore;
  recallRun: RecallRun;
  readResults: ReadResults;
  /** Since when this replica has kept the runs of an agent, in milliseconds. */
  awareSince: (tenant: string, agent: string) => number;
}

/** Told of every call whose decision has been published. Returns at once and never throws. */
export interface Shadow {
  heard(call: { decision: Decision; arguments: JsonValue }): void;
}

export interface DecideParts extends RunParts {
  shadow: Shadow;
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

/** Those of the people who could not sign in to decide on anything. */
export type WithoutSignIn = (tenant: string, people: readonly string[]) => Promise<string[]>;

/** The events that tell of calls since a moment; `truncated` when there are more than can be read at once. */
export type ReadRecord = (
  actor: PersonActor,
  since: string,
) => Promise<Result<{ events: RecordedEvent[]; truncated: boolean }>>;
