import type { Clock, Ids } from '@countersign/chassis';
import type { oneTimeKeySchema } from '@countersign/contracts';
import type { PreparedEvent } from '@countersign/messaging';
import type { z } from 'zod';

export type OneTimeKey = z.infer<typeof oneTimeKeySchema>;

export interface AgentKeyRecord {
  keyId: string;
  tenant: string;
  agent: string;
  /** `sha256:...` of the key; the key itself is never known here. */
  digest: string;
  createdAt: number;
  revokedAt: number | null;
}

export interface RunRecord {
  runId: string;
  tenant: string;
  agent: string;
  keyId: string;
  sessionDigest: string | null;
  principal: string | null;
  /** Tools and models, as names or globs, that the run is limited to; null: those that policy allows. */
  scope: string[] | null;
  models: string[] | null;
  expiresAt: number;
  closedAt: number | null;
}

export interface LeaseRecord {
  leaseId: string;
  tenant: string;
  /** The run for whose call it was minted. */
  run: string | null;
  callId: string | null;
  /** A decision or grant has one lease at a time: unique where not null, but for leases that were revoked. */
  decisionId: string | null;
  grantId: string | null;
  issuer: string;
  audience: string;
  scope: string[];
  issuedAt: number;
  expiresAt: number;
}

/** `ended`: its end is on the record, or about to be. */
export interface StoredLease extends LeaseRecord {
  ended: boolean;
}

/** State and the events that tell of it are stored together or not at all. */
export interface CredentialsStore {
  agentKeyByDigest(digest: string): Promise<AgentKeyRecord | null>;
  agentKeys(tenant: string): Promise<AgentKeyRecord[]>;
  addAgentKey(key: AgentKeyRecord, events: PreparedEvent[]): Promise<void>;
  /** False when there is no such key or it was revoked before. */
  revokeAgentKey(
    key: { tenant: string; keyId: string; at: number },
    events: (agent: string) => PreparedEvent[],
  ): Promise<boolean>;
  activeRun(session: {
    tenant: string;
    agent: string;
    keyId: string;
    sessionDigest: string;
    now: number;
  }): Promise<RunRecord | null>;
  addRun(run: RunRecord, events: PreparedEvent[]): Promise<void>;
  closeRun(
    run: { tenant: string; runId: string; agent: string | null; at: number },
    events: PreparedEvent[],
  ): Promise<boolean>;
  run(run: { tenant: string; runId: string }): Promise<RunRecord | null>;
  agentKey(key: { tenant: string; keyId: string }): Promise<AgentKeyRecord | null>;
  /** False when the decision or grant was redeemed before, or the run is closed. */
  addLease(lease: LeaseRecord, events: PreparedEvent[]): Promise<boolean>;
  /** The lease that was minted for the decision and not revoked. */
  liveLease(tenant: string, decisionId: string): Promise<StoredLease | null>;
  /** Revokes a lease and stores the one that takes its place; false when the former is not as seen any more. */
  replaceLease(former: StoredLease, lease: LeaseRecord, events: PreparedEvent[]): Promise<boolean>;
  /** Marks leases that have ended by now and stores the event of each, in one transaction; each lease ends once. */
  endLeases(now: number, limit: number, eventFor: (lease: LeaseRecord) => PreparedEvent): Promise<number>;
  /** As above for the leases of closed runs. */
  revokeLeases(limit: number, eventFor: (lease: LeaseRecord) => PreparedEvent): Promise<number>;
  /** For facts without state of their own, such as refusals. */
  addEvents(tenant: string, events: PreparedEvent[]): Promise<void>;
}

/** Publishes what has just been stored. Resolves once the bus holds it; when the bus refuses, the outbox sweep publishes later and this rejects. */
export type PublishStored = (events: PreparedEvent[]) => Promise<unknown>;

export interface CredentialsParts {
  store: CredentialsStore;
  publish: PublishStored;
  clock: Clock;
  ids: Ids;
}

export interface SealingParts extends CredentialsParts {
  /** Encrypts a value to the key that the requester made for this one request. */
  seal: (value: string, oneTimeKey: OneTimeKey) => Promise<string>;
}
