import type { OutboxRow, OutboxStore, PreparedEvent } from '@countersign/messaging';
import type { DataSource, EntityManager } from 'typeorm';
import { confineToTenantOrSweep } from './tenant-table-sql.js';
import { everyTenant, tenantTransaction } from './tenant-transaction.js';

/** How long a published row may stay unsealed before it is published again. */
const resendAfter = '10 seconds';

interface Row {
  event_id: string;
  tenant: string;
  type: string;
  subject: string;
  message_id: string;
  body: Buffer;
  stream_sequence: string | null;
  incarnation: string | null;
}

/** Statements for a service's migration. `role` is the runtime role. */
export function outboxTableSql(schema: string, role: string): string[] {
  const table = `${schema}.outbox`;
  return [
    `create table ${table} (position bigint generated always as identity primary key, event_id text not null unique, tenant text not null, type text not null,
      subject text not null, message_id text not null, body bytea not null, stream_sequence bigint, incarnation text, published_at timestamptz)`,
    `create index outbox_stream_sequence on ${table} (stream_sequence)`,
    ...confineToTenantOrSweep(table),
    `grant select, insert, update, delete on ${table} to ${role}`,
  ];
}

/** Adds events to the outbox inside the transaction that changes the state they tell of. */
export async function addToOutbox(
  manager: EntityManager,
  schema: string,
  events: readonly PreparedEvent[],
): Promise<void> {
  for (const event of events) {
    await manager.query(
      `insert into ${schema}.outbox (event_id, tenant, type, subject, message_id, body) values ($1, $2, $3, $4, $5, $6)`,
      [event.id, event.tenant, event.type, event.subject, event.messageId, event.body],
    );
  }
}

function rowOf(row: Row): OutboxRow {
  const published =
    row.stream_sequence === null || row.incarnation === null
      ? null
      : { sequence: Number(row.stream_sequence), incarnation: row.incarnation };
  return {
    id: row.event_id,
    tenant: row.tenant,
    type: row.type,
    subject: row.subject,
    messageId: row.message_id,
    body: row.body,
    published,
  };
}

/** The outbox of one service's schema, as the relay sees it. */
export class OutboxTable implements OutboxStore {
  constructor(
    private readonly source: DataSource,
    private readonly schema: string,
  ) {}

  due(limit: number): Promise<OutboxRow[]> {
    const sql = `select * from ${this.schema}.outbox where published_at is null or published_at < now() - interval '${resendAfter}' order by position limit $1`;
    return this.everyTenant(async (manager) => (await manager.query<Row[]>(sql, [limit])).map(rowOf));
  }

  before({ id, tenant, subject }: OutboxRow): Promise<OutboxRow[]> {
    const outbox = `${this.schema}.outbox`;
    const sql = `select * from ${outbox} where published_at is not null and tenant = $2 and right(subject, length($3::text)) = $3
      and position < (select position from ${outbox} where event_id = $1) order by position`;
    const about = subject.slice(subject.lastIndexOf('.'));
    return this.everyTenant(async (manager) => (await manager.query<Row[]>(sql, [id, tenant, about])).map(rowOf));
  }

  markPublished(ids: readonly string[], at: { sequence: number; incarnation: string }): Promise<void> {
    const sql = `update ${this.schema}.outbox set stream_sequence = $2, incarnation = $3, published_at = now() where event_id = any($1)`;
    return this.everyTenant(async (manager) => void (await manager.query(sql, [ids, at.sequence, at.incarnation])));
  }

  dropSealed(
    { incarnation, sequence }: { sequence: number; incarnation: string },
    known: readonly string[] = [],
  ): Promise<void> {
    const sql = `delete from ${this.schema}.outbox where (incarnation = $1 and stream_sequence <= $2) or event_id = any($3)`;
    return this.everyTenant(async (manager) => void (await manager.query(sql, [incarnation, sequence, known])));
  }

  private everyTenant<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return tenantTransaction(this.source, everyTenant, work);
  }
}
