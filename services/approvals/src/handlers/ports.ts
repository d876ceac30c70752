import type { Clock, Ids } from '@countersign/chassis';
import type { PersonActor } from '@countersign/contracts';
import type { PreparedEvent } from '@countersign/messaging';
import type { Approval, ApprovalStatus, CallStatus } from '../domain/approval.js';

export interface PersonTokenRecord {
  tokenId: string;
  tenant: string;
  person: string;
  /** `sha256:...` of the token; the token itself is never known here. */
  digest: string;
  revokedAt: number | null;
}

export interface PersonRecord {
  tenant: string;
  person: string;
  displayName: string;
  roles: PersonActor['roles'];
}

export interface ApprovalQuery {
  tenant: string;
  status?: ApprovalStatus | undefined;
  agent?: string | undefined;
  limit: number;
  /** Approvals asked for before this (milliseconds, id), newest first. */
  before?: { requestedAt: number; approvalId: string } | undefined;
}

/** State and the events that tell of it are stored together or not at all. */
export interface ApprovalsStore {
  get(tenant: string, approvalId: string): Promise<Approval | null>;
  list(query: ApprovalQuery): Promise<Approval[]>;
  /** False when the approval exists already: the same hold was heard twice. */
  add(approval: Approval, events: PreparedEvent[]): Promise<boolean>;
  /**
   * Changes one approval under a row lock: `change` sees the newest state and gives the next one with its events, or null to leave it.
   * Returns what `change` gave, or null.
   */
  change<T extends { approval: Approval; events: PreparedEvent[] }>(
    key: { tenant: string; approvalId: string },
    change: (approval: Approval) => T | null,
  ): Promise<T | null>;
  /** Events about this approval that are not known to be sealed, oldest first. */
  owed(key: { tenant: string; approvalId: string }): Promise<PreparedEvent[]>;
  setCallStatus(key: { tenant: string; approvalId: string }, status: CallStatus): Promise<void>;
  /** The call that this approval would be about has ended; kept for a day. */
  noteEnded(key: { tenant: string; approvalId: string }, at: number): Promise<void>;
  hasEnded(key: { tenant: string; approvalId: string }): Promise<boolean>;
  /** Pending approvals whose time has passed, any tenant. */
  overdue(now: number, limit: number): Promise<{ tenant: string; approvalId: string }[]>;
  tokenByDigest(digest: string): Promise<PersonTokenRecord | null>;
  addToken(token: PersonTokenRecord, events: PreparedEvent[]): Promise<void>;
  revokeToken(
    token: { tenant: string; tokenId: string; at: number },
    events: (person: string) => PreparedEvent[],
  ): Promise<boolean>;
  person(tenant: string, person: string): Promise<PersonRecord | null>;
  /** Those of the people who have a token that is not revoked. */
  peopleWithToken(tenant: string, people: readonly string[]): Promise<string[]>;
  /** The people of a tenant's newest governance revision; people no longer named lose their roles. Bootstrap administrators stay. */
  replacePeople(tenant: string, revision: { position: string; people: PersonRecord[] }): Promise<void>;
  addBootstrapAdmin(person: PersonRecord, token: PersonTokenRecord): Promise<void>;
}

export type PublishStored = (events: PreparedEvent[]) => Promise<unknown>;

export interface ApprovalsParts {
  store: ApprovalsStore;
  publish: PublishStored;
  clock: Clock;
  ids: Ids;
}
