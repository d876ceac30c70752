import { InMemoryOutbox, type PreparedEvent } from '@countersign/messaging';
import type { AgentKeyRecord, CredentialsStore, LeaseRecord, RunRecord, StoredLease } from '../handlers/ports.js';

/** The store's rules without a database, for simulations and handler specs. `outbox` keeps what a relay has to publish. */
export class InMemoryCredentialsStore implements CredentialsStore {
  private readonly keys = new Map<string, AgentKeyRecord>();
  private readonly runs = new Map<string, RunRecord>();
  private readonly leases = new Map<string, LeaseRecord & { ended: boolean; revoked: boolean }>();

  constructor(readonly outbox = new InMemoryOutbox()) {}

  async agentKeyByDigest(digest: string) {
    return [...this.keys.values()].find((key) => key.digest === digest) ?? null;
  }

  async agentKeys(tenant: string) {
    return [...this.keys.values()].filter((key) => key.tenant === tenant);
  }

  async addAgentKey(key: AgentKeyRecord, events: PreparedEvent[]) {
    this.outbox.add(...events);
    this.keys.set(key.keyId, key);
  }

  async revokeAgentKey(key: { tenant: string; keyId: string; at: number }, events: (agent: string) => PreparedEvent[]) {
    const found = this.keys.get(key.keyId);
    if (!found || found.tenant !== key.tenant || found.revokedAt !== null) return false;
    this.outbox.add(...events(found.agent));
    this.keys.set(key.keyId, { ...found, revokedAt: key.at });
    return true;
  }

  async activeRun(session: { tenant: string; agent: string; keyId: string; sessionDigest: string; now: number }) {
    const matches = (run: RunRecord) =>
      run.tenant === session.tenant &&
      run.agent === session.agent &&
      run.keyId === session.keyId &&
      run.sessionDigest === session.sessionDigest &&
      run.closedAt === null &&
      run.expiresAt > session.now;
    return [...this.runs.values()].find(matches) ?? null;
  }

  async addRun(run: RunRecord, events: PreparedEvent[]) {
    this.outbox.add(...events);
    this.runs.set(run.runId, run);
  }

  async run({ tenant, runId }: { tenant: string; runId: string }) {
    const run = this.runs.get(runId);
    return run?.tenant === tenant ? run : null;
  }

  async agentKey({ tenant, keyId }: { tenant: string; keyId: string }) {
    const key = this.keys.get(keyId);
    return key?.tenant === tenant ? key : null;
  }

  async closeRun(run: { tenant: string; runId: string; agent: string | null; at: number }, events: PreparedEvent[]) {
    const found = this.runs.get(run.runId);
    if (
      !found ||
      found.tenant !== run.tenant ||
      found.closedAt !== null ||
      (run.agent !== null && run.agent !== found.agent)
    )
      return false;
    this.outbox.add(...events);
    this.runs.set(run.runId, { ...found, closedAt: run.at });
    return true;
  }

  async addLease(lease: LeaseRecord, events: PreparedEvent[]) {
    const redeemed = (other: LeaseRecord & { revoked: boolean }) =>
      !other.revoked &&
      other.tenant === lease.tenant &&
      ((lease.decisionId !== null && other.decisionId === lease.decisionId) ||
        (lease.grantId !== null && other.grantId === lease.grantId));
    if (this.isClosed(lease) || [...this.leases.values()].some(redeemed)) return false;
    this.outbox.add(...events);
    this.leases.set(lease.leaseId, { ...lease, ended: false, revoked: false });
    return true;
  }

  async liveLease(tenant: string, decisionId: string) {
    const isIt = (lease: LeaseRecord & { revoked: boolean }) =>
      lease.tenant === tenant && lease.decisionId === decisionId && !lease.revoked;
    return [...this.leases.values()].find(isIt) ?? null;
  }

  async replaceLease(former: StoredLease, lease: LeaseRecord, events: PreparedEvent[]) {
    const found = this.leases.get(former.leaseId);
    if (!found || found.tenant !== former.tenant || found.revoked || found.ended !== former.ended) return false;
    this.outbox.add(...events);
    this.leases.set(former.leaseId, { ...found, ended: true, revoked: true });
    this.leases.set(lease.leaseId, { ...lease, ended: false, revoked: false });
    return true;
  }

  async endLeases(now: number, limit: number, eventFor: (lease: LeaseRecord) => PreparedEvent) {
    const due = [...this.leases.values()].filter((lease) => !lease.ended && lease.expiresAt <= now).slice(0, limit);
    this.outbox.add(...due.map(eventFor));
    for (const lease of due) lease.ended = true;
    return due.length;
  }

  async revokeLeases(limit: number, eventFor: (lease: LeaseRecord) => PreparedEvent) {
    const due = [...this.leases.values()].filter((lease) => !lease.ended && this.isClosed(lease)).slice(0, limit);
    this.outbox.add(...due.map(eventFor));
    for (const lease of due) lease.ended = true;
    return due.length;
  }

  private isClosed({ run }: LeaseRecord): boolean {
    return run !== null && (this.runs.get(run)?.closedAt ?? null) !== null;
  }

  async addEvents(_tenant: string, events: PreparedEvent[]) {
    this.outbox.add(...events);
  }
}
