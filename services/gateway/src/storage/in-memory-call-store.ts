import type { Clock } from '@countersign/chassis';
import { InMemoryOutbox, type PreparedEvent } from '@countersign/messaging';
import { approvalExpiresAt } from '../domain/call/approval-of.js';
import { isAsSeen } from '../domain/call/is-as-seen.js';
import type { CallStatus, ToolCall } from '../domain/call/tool-call.js';
import { heldEventId, outcomeEventId } from '../handlers/events/call-envelope.js';
import type { Action, CallChange, CallReference, CallStore, StoredCall } from '../handlers/ports/call-store.js';
import type { ReplicaStore } from '../handlers/ports/replica-store.js';
import { leftAloneMs, overdueMs, reservedMs, silentMs } from './liveness.js';

const worked: readonly CallStatus[] = ['proposed', 'granted', 'reserved', 'started'];

interface Row {
  call: ToolCall;
  changedAt: number;
}

/** The store's rules without a database, for simulations and specs. */
export class InMemoryCallStore implements CallStore, ReplicaStore {
  private readonly rows = new Map<string, Row>();
  private readonly beats = new Map<string, number>();

  constructor(
    private readonly clock: Clock,
    readonly outbox = new InMemoryOutbox(() => clock.now()),
  ) {}

  async insert(call: ToolCall): Promise<ToolCall | null> {
    const known = this.rows.get(call.id)?.call ?? this.sameKey(call);
    if (known) return known;
    this.rows.set(call.id, { call, changedAt: this.clock.now() });
    return null;
  }

  async get({ tenant, id }: CallReference): Promise<StoredCall | null> {
    const call = this.rows.get(id)?.call;
    if (call?.tenant !== tenant) return null;
    return { call, pending: [heldEventId(id), outcomeEventId(id)].filter((event) => this.outbox.has(event)) };
  }

  async move(seen: ToolCall, change: CallChange, event?: PreparedEvent): Promise<boolean> {
    const row = this.rows.get(seen.id);
    if (!row || row.call.tenant !== seen.tenant || !isAsSeen(seen, row.call)) return false;
    if (event) this.outbox.add(event);
    this.rows.set(seen.id, { call: { ...row.call, ...change }, changedAt: this.clock.now() });
    return true;
  }

  async waitingFor(action: Action): Promise<ToolCall | null> {
    const same = (call: ToolCall) =>
      call.tenant === action.tenant &&
      call.agent === action.agent &&
      call.tool === action.tool &&
      call.argumentsDigest === action.argumentsDigest;
    const waiting = this.calls().filter(
      (call) => call.mode === 'intercepted' && (call.status === 'held' || call.status === 'granted') && same(call),
    );
    const isGranted = ({ status }: ToolCall) => Number(status === 'granted');
    return waiting.sort((a, b) => isGranted(b) - isGranted(a) || b.createdAt - a.createdAt)[0] ?? null;
  }

  async abandoned(limit: number): Promise<ToolCall[]> {
    const rows = [...this.rows.values()].filter((row) => this.isAbandoned(row));
    return rows.slice(0, limit).map((row) => row.call);
  }

  async overdue(limit: number): Promise<ToolCall[]> {
    const before = this.clock.now() - overdueMs;
    const isOverdue = ({ status, decision }: ToolCall) =>
      status === 'held' && decision !== null && Date.parse(approvalExpiresAt(decision.decision)) <= before;
    return this.calls().filter(isOverdue).slice(0, limit);
  }

  async beat(replica: string): Promise<void> {
    this.beats.set(replica, this.clock.now());
  }

  async leave(replica: string): Promise<void> {
    this.beats.delete(replica);
  }

  private calls(): ToolCall[] {
    return [...this.rows.values()].map((row) => row.call);
  }

  private sameKey({ tenant, agent, idempotencyKey }: ToolCall): ToolCall | undefined {
    if (idempotencyKey === null) return undefined;
    return this.calls().find(
      (call) => call.tenant === tenant && call.agent === agent && call.idempotencyKey === idempotencyKey,
    );
  }

  private isAbandoned({ call, changedAt }: Row): boolean {
    if (!worked.includes(call.status) || (call.status === 'granted' && call.mode === 'intercepted')) return false;
    if (call.replica === null) return changedAt <= this.clock.now() - leftAloneMs;
    if (call.status === 'reserved' && changedAt <= this.clock.now() - reservedMs) return true;
    const beat = this.beats.get(call.replica);
    return beat === undefined || beat <= this.clock.now() - silentMs;
  }
}
