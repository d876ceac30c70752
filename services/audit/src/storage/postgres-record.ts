import { tenantTransaction } from '@countersign/chassis';
import type { RecordedEvent } from '@countersign/contracts';
import type { EvidenceLeaf, EvidencePayload, NodeReader } from '@countersign/evidence';
import type { DataSource } from 'typeorm';
import type { StoredCheckpoint } from '../ports/checkpoint-store.js';
import type { EventFilter, LeafRange, RecordReader } from '../ports/record-reader.js';
import { eventQuery } from './event-query.js';
import { nodeReaderOver } from './node-reader.js';

interface LeafRow extends Pick<RecordedEvent, 'type' | 'id' | 'source' | 'subject' | 'time'> {
  index: string;
  recorded_at: Date;
  leaf: Buffer;
}

interface PayloadRow {
  index: string;
  name: string;
  salt: Buffer;
  body: Buffer;
}

interface CheckpointRow {
  size: string;
  note: string;
  published_at: Date;
}

const leafPage = 1_000;
/** Payloads can be large. */
const payloadPage = 100;
const leafPageSql = `select index, leaf, type, id, time from audit.leaves where tenant = $1 and index >= $2 and index < $3 order by index`;
const payloadPageSql = `select index, name, salt, body from audit.payloads
  where tenant = $1 and index >= $2 and index < $3 order by index, nth`;

function eventOf(row: LeafRow): RecordedEvent {
  const { type, id, source, subject, time } = row;
  const recordedAt = row.recorded_at.toISOString();
  return { index: Number(row.index), type, id, source, subject, time, recordedAt, leaf: row.leaf.toString('utf8') };
}

function checkpointOf(row: CheckpointRow): StoredCheckpoint {
  return { size: Number(row.size), note: row.note, publishedAt: row.published_at.toISOString() };
}

/** The event store as those read it who write nothing. */
export class PostgresRecord implements RecordReader {
  constructor(private readonly source: DataSource) {}

  async size(tenant: string): Promise<number> {
    const [row] = await this.query<{ size: string }>(tenant, 'select size from audit.heads where tenant = $1', [
      tenant,
    ]);
    return Number(row?.size ?? 0);
  }

  async listEvents(tenant: string, filter: EventFilter, limit: number): Promise<RecordedEvent[]> {
    const { sql, parameters } = eventQuery(tenant, filter, limit);
    return (await this.query<LeafRow>(tenant, sql, parameters)).map(eventOf);
  }

  listCheckpoints(tenant: string, { beforeSize, limit }: { beforeSize?: number | undefined; limit: number }) {
    const below = beforeSize ?? Number.MAX_SAFE_INTEGER;
    return this.checkpoints(tenant, 'size < $2 order by size desc limit $3', [below, limit]);
  }

  async checkpointAt(tenant: string, size: number): Promise<StoredCheckpoint | null> {
    return (await this.checkpoints(tenant, 'size = $2', [size]))[0] ?? null;
  }

  async checkpointCovering(tenant: string, size: number): Promise<StoredCheckpoint | null> {
    return (await this.checkpoints(tenant, 'size >= $2 order by size limit 1', [size]))[0] ?? null;
  }

  nodes(tenant: string): NodeReader {
    const leafSql =
      'select leaf_hash as hash from audit.leaves where tenant = $1 and index >= $2 and index < $3 order by index';
    const nodeSql = `select hash from audit.nodes where tenant = $1 and level = $4 and index >= $2 and index < $3 order by index`;
    return nodeReaderOver(async (level, from, to) => {
      const parameters = level === 0 ? [tenant, from, to] : [tenant, from, to, level];
      const rows = await this.query<{ hash: Buffer }>(tenant, level === 0 ? leafSql : nodeSql, parameters);
      return rows.map((row) => row.hash);
    });
  }

  async *leaves(tenant: string, range: LeafRange): AsyncGenerator<EvidenceLeaf> {
    for (let at = range.from; at < range.to; at += leafPage) {
      const rows = await this.query<LeafRow>(tenant, leafPageSql, [tenant, at, Math.min(at + leafPage, range.to)]);
      for (const { index, leaf, type, id, time } of rows) yield { index: Number(index), bytes: leaf, type, id, time };
    }
  }

  async *payloads(tenant: string, range: LeafRange): AsyncGenerator<EvidencePayload> {
    for (let at = range.from; at < range.to; at += payloadPage) {
      const parameters = [tenant, at, Math.min(at + payloadPage, range.to)];
      const rows = await this.query<PayloadRow>(tenant, payloadPageSql, parameters);
      for (const { index, name, salt, body } of rows) yield { index: Number(index), name, salt, bytes: body };
    }
  }

  private async checkpoints(tenant: string, condition: string, parameters: unknown[]): Promise<StoredCheckpoint[]> {
    const sql = `select size, note, published_at from audit.checkpoints where tenant = $1 and ${condition}`;
    return (await this.query<CheckpointRow>(tenant, sql, [tenant, ...parameters])).map(checkpointOf);
  }

  private query<Row>(tenant: string, sql: string, parameters: unknown[]): Promise<Row[]> {
    return tenantTransaction(this.source, tenant, (manager) => manager.query<Row[]>(sql, parameters));
  }
}
