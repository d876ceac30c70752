import { everyTenant, tenantTransaction } from '@countersign/chassis';
import type { PreparedEvent } from '@countersign/messaging';
import type { DataSource } from 'typeorm';
import type { ToolCall } from '../domain/call/tool-call.js';
import { heldEventId, outcomeEventId } from '../handlers/events/call-envelope.js';
import type { Action, CallChange, CallReference, CallStore, StoredCall } from '../handlers/ports/call-store.js';
import { callOf, type CallRow } from './call-row.js';
import { leftAloneMs, overdueMs, reservedMs, silentMs } from './liveness.js';

const selectOne = `select *, array(select event_id from gateway.outbox where event_id = any($2)) as pending
  from gateway.tool_calls where id = $1`;

const selectWaiting = `select * from gateway.tool_calls where mode = 'intercepted' and status in ('held', 'granted')
  and agent = $1 and tool = $2 and arguments_digest = $3 order by status = 'granted' desc, created_at desc limit 1`;

/** Text has no NUL in Postgres: canonical JSON escapes it, and the other columns hold names. */
const selectAbandoned = `select * from gateway.tool_calls c
  where status in ('proposed', 'granted', 'reserved', 'started') and not (status = 'granted' and mode = 'intercepted')
    and case when replica is null then changed_at <= now() - interval '${leftAloneMs} milliseconds'
      when status = 'reserved' and changed_at <= now() - interval '${reservedMs} milliseconds' then true
      else not exists (select 1 from gateway.replicas r where r.replica = c.replica and r.beat_at > now() - interval '${silentMs} milliseconds') end
  order by changed_at limit $1`;

const selectOverdue = `select * from gateway.tool_calls where status = 'held'
  and (decision::jsonb #>> '{decision,decidedAt}')::timestamptz
    + make_interval(secs => (decision::jsonb #>> '{decision,approvers,expiresInSeconds}')::int)
    <= now() - interval '${overdueMs} milliseconds' limit $1`;

/** The gateway's tool calls in Postgres. Hot steps are functions, so that each is one round trip and one transaction. */
export class PostgresCallStore implements CallStore {
  constructor(private readonly source: DataSource) {}

  async insert(call: ToolCall): Promise<ToolCall | null> {
    const decision = call.decision === null ? null : JSON.stringify(call.decision);
    const parameters = [JSON.stringify({ ...call, decision, grant: undefined, outcome: undefined })];
    const [row] = await this.source.query<{ known: string | null }[]>(
      'select gateway.insert_call($1) as known',
      parameters,
    );
    if (!row?.known) return null;
    return (await this.get({ tenant: call.tenant, id: row.known }))?.call ?? null;
  }

  get({ tenant, id }: CallReference): Promise<StoredCall | null> {
    return tenantTransaction(this.source, tenant, async (manager) => {
      const events = [heldEventId(id), outcomeEventId(id)];
      const [row] = await manager.query<(CallRow & { pending: string[] })[]>(selectOne, [id, events]);
      return row ? { call: callOf(row), pending: row.pending } : null;
    });
  }

  async move(seen: ToolCall, change: CallChange, event?: PreparedEvent): Promise<boolean> {
    const result = change.outcome?.result;
    const bytes = result ? Buffer.from(result.text, 'utf8') : null;
    const parameters = [JSON.stringify(stepOf(seen, change, event)), bytes, event?.body ?? null];
    const sql = 'select gateway.move_call($1, $2, $3) as moved';
    const [row] = await this.source.query<{ moved: boolean }[]>(sql, parameters);
    return row?.moved ?? false;
  }

  waitingFor({ tenant, agent, tool, argumentsDigest }: Action): Promise<ToolCall | null> {
    return tenantTransaction(this.source, tenant, async (manager) => {
      const [row] = await manager.query<CallRow[]>(selectWaiting, [agent, tool, argumentsDigest]);
      return row ? callOf(row) : null;
    });
  }

  abandoned(limit: number): Promise<ToolCall[]> {
    return tenantTransaction(this.source, everyTenant, async (manager) =>
      (await manager.query<CallRow[]>(selectAbandoned, [limit])).map(callOf),
    );
  }

  overdue(limit: number): Promise<ToolCall[]> {
    return tenantTransaction(this.source, everyTenant, async (manager) =>
      (await manager.query<CallRow[]>(selectOverdue, [limit])).map(callOf),
    );
  }
}

/** What `gateway.move_call` reads; JSON leaves out what is undefined, and what is left out stays as it is. */
function stepOf(seen: ToolCall, change: CallChange, event?: PreparedEvent) {
  const { status, replica, decision, grant } = change;
  const { result, ...outcome } = change.outcome ?? {};
  return {
    ...{ id: seen.id, tenant: seen.tenant, seenStatus: seen.status, seenReplica: seen.replica },
    ...{ status, replica, decision: textOf(decision), grant: textOf(grant) },
    outcome: change.outcome && textOf(outcome),
    mediaType: result?.mediaType,
    event: event && { id: event.id, type: event.type, subject: event.subject, messageId: event.messageId },
  };
}

function textOf(value: object | undefined): string | undefined {
  return value && JSON.stringify(value);
}
