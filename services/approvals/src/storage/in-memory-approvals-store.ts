import { InMemoryOutbox, type PreparedEvent } from '@countersign/messaging';
import { endedKeptMs, type Approval, type CallStatus } from '../domain/approval.js';
import type { ApprovalQuery, ApprovalsStore, PersonRecord, PersonTokenRecord } from '../handlers/ports.js';

const isOlder = (approval: Approval, before: ApprovalQuery['before']) =>
  !before ||
  approval.requestedAt < before.requestedAt ||
  (approval.requestedAt === before.requestedAt && approval.approvalId < before.approvalId);

/** The store's rules without a database, for simulations and handler specs. `outbox` keeps what a relay has to publish. */
export class InMemoryApprovalsStore implements ApprovalsStore {
  private readonly approvals = new Map<string, Approval>();
  private readonly tokens = new Map<string, PersonTokenRecord>();
  private people: (PersonRecord & { bootstrap: boolean })[] = [];
  private readonly ended = new Map<string, number>();
  private readonly positions = new Map<string, string>();

  constructor(readonly outbox = new InMemoryOutbox()) {}

  async get(tenant: string, approvalId: string) {
    const approval = this.approvals.get(approvalId);
    return approval?.tenant === tenant ? approval : null;
  }

  async list(query: ApprovalQuery) {
    const { tenant, status, agent, before } = query;
    const matches = (approval: Approval) =>
      approval.tenant === tenant &&
      (!status || approval.status === status) &&
      (!agent || approval.decision.agent === agent) &&
      isOlder(approval, before);
    const newestFirst = (a: Approval, b: Approval) =>
      b.requestedAt - a.requestedAt || (a.approvalId < b.approvalId ? 1 : -1);
    return [...this.approvals.values()].filter(matches).sort(newestFirst).slice(0, query.limit);
  }

  async add(approval: Approval, events: PreparedEvent[]) {
    if (this.approvals.has(approval.approvalId)) return false;
    this.outbox.add(...events);
    this.approvals.set(approval.approvalId, approval);
    return true;
  }

  async change<T extends { approval: Approval; events: PreparedEvent[] }>(
    key: { tenant: string; approvalId: string },
    change: (approval: Approval) => T | null,
  ) {
    // Read and written without a pause in between, as under the row lock.
    const current = this.approvals.get(key.approvalId);
    const next = current?.tenant === key.tenant ? change(current) : null;
    if (!next) return null;
    this.outbox.add(...next.events);
    this.approvals.set(key.approvalId, next.approval);
    return next;
  }

  async owed(key: { tenant: string; approvalId: string }) {
    const isOwed = ({ tenant, subject }: PreparedEvent) =>
      tenant === key.tenant && subject.endsWith(`.${key.approvalId}`);
    return this.outbox.events().filter(isOwed);
  }

  async setCallStatus(key: { tenant: string; approvalId: string }, status: CallStatus) {
    const current = this.approvals.get(key.approvalId);
    if (current?.tenant === key.tenant && (status !== 'executing' || current.callStatus === 'waiting'))
      this.approvals.set(key.approvalId, { ...current, callStatus: status });
  }

  async noteEnded({ tenant, approvalId }: { tenant: string; approvalId: string }, at: number) {
    this.ended.set(`${tenant}/${approvalId}`, at);
    for (const [key, endedAt] of this.ended)
      if (key.startsWith(`${tenant}/`) && endedAt < at - endedKeptMs) this.ended.delete(key);
  }

  async hasEnded({ tenant, approvalId }: { tenant: string; approvalId: string }) {
    return this.ended.has(`${tenant}/${approvalId}`);
  }

  async overdue(now: number, limit: number) {
    return [...this.approvals.values()]
      .filter((approval) => approval.status === 'pending' && approval.expiresAt <= now)
      .slice(0, limit);
  }

  async tokenByDigest(digest: string) {
    return [...this.tokens.values()].find((token) => token.digest === digest) ?? null;
  }

  async addToken(token: PersonTokenRecord, events: PreparedEvent[]) {
    this.outbox.add(...events);
    this.tokens.set(token.tokenId, token);
  }

  async revokeToken(
    token: { tenant: string; tokenId: string; at: number },
    events: (person: string) => PreparedEvent[],
  ) {
    const found = this.tokens.get(token.tokenId);
    if (!found || found.tenant !== token.tenant || found.revokedAt !== null) return false;
    this.outbox.add(...events(found.person));
    this.tokens.set(token.tokenId, { ...found, revokedAt: token.at });
    return true;
  }

  async person(tenant: string, person: string) {
    return this.people.find((known) => known.tenant === tenant && known.person === person) ?? null;
  }

  async peopleWithToken(tenant: string, people: readonly string[]) {
    const good = [...this.tokens.values()].filter((token) => token.tenant === tenant && token.revokedAt === null);
    return people.filter((person) => good.some((token) => token.person === person));
  }

  async replacePeople(tenant: string, revision: { position: string; people: PersonRecord[] }) {
    if ((this.positions.get(tenant) ?? '') >= revision.position) return;
    this.positions.set(tenant, revision.position);
    this.people = this.people.filter((known) => known.tenant !== tenant || known.bootstrap);
    for (const person of revision.people) this.putPerson(person);
  }

  async addBootstrapAdmin(person: PersonRecord, token: PersonTokenRecord) {
    this.people = [
      ...this.people.filter((known) => known.tenant !== person.tenant || known.person !== person.person),
      { ...person, bootstrap: true },
    ];
    this.tokens.set(token.tokenId, token);
  }

  /** A bootstrap administrator keeps that role whatever governance says. */
  private putPerson(person: PersonRecord) {
    const first = this.people.find((known) => known.tenant === person.tenant && known.person === person.person);
    const roles = [...new Set([...(first?.roles ?? []), ...person.roles])];
    this.people = [
      ...this.people.filter((known) => known !== first),
      { ...person, roles, bootstrap: first !== undefined },
    ];
  }
}
