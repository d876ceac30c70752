import { addToOutbox, tenantTransaction } from '@countersign/chassis';
import type { CompactRange } from '@countersign/evidence';
import type { PreparedEvent } from '@countersign/messaging';
import type { DataSource } from 'typeorm';
import type { TreeHead } from '../domain/tree-head.js';
import type { CheckpointStore, StoredCheckpoint } from '../ports/checkpoint-store.js';
import { hashesOf, headOf, rangeOf, type HeadRow } from './head-row.js';

interface CheckpointRow {
  size: string;
  note: string;
  hashes: Buffer;
  published_at: Date;
}

const newestSql = `select size, note, hashes, published_at from audit.checkpoints where tenant = $1 order by size desc limit 1`;
const recomputeSql = `select string_agg(sha256('\\x00'::bytea || leaf), ''::bytea order by index) as hashes
  from audit.leaves where tenant = $1 and index >= $2 and index < $3`;
/** Fenced like every append: a deposed sealer publishes nothing. */
const saveSql = `insert into audit.checkpoints (tenant, size, note, hashes, epoch, published_at)
  select $1, $2, $3, $4, $5, $6 where exists (select 1 from audit.sealer where epoch = $5) returning size`;

/** The event store as the signer of tree heads uses it. */
export class PostgresCheckpointStore implements CheckpointStore {
  constructor(private readonly source: DataSource) {}

  head(tenant: string): Promise<TreeHead | null> {
    const sql = 'select tenant, size, hashes, due_size from audit.heads where tenant = $1';
    return tenantTransaction(this.source, tenant, async (manager) => {
      const [row] = await manager.query<HeadRow[]>(sql, [tenant]);
      return row ? headOf(row) : null;
    });
  }

  newest(tenant: string): Promise<(StoredCheckpoint & { range: CompactRange }) | null> {
    return tenantTransaction(this.source, tenant, async (manager) => {
      const [row] = await manager.query<CheckpointRow[]>(newestSql, [tenant]);
      if (!row) return null;
      const size = Number(row.size);
      return { size, note: row.note, publishedAt: row.published_at.toISOString(), range: rangeOf(size, row.hashes) };
    });
  }

  recomputeHashes(tenant: string, from: number, to: number): Promise<Buffer[]> {
    return tenantTransaction(this.source, tenant, async (manager) => {
      const [row] = await manager.query<{ hashes: Buffer | null }[]>(recomputeSql, [tenant, from, to]);
      return hashesOf(row?.hashes ?? Buffer.alloc(0));
    });
  }

  save(
    checkpoint: StoredCheckpoint & { tenant: string; epoch: number; range: CompactRange },
    told: PreparedEvent,
  ): Promise<boolean> {
    const { tenant, size, note, epoch, publishedAt, range } = checkpoint;
    const hashes = Buffer.from(range.toState().hashes.join(''), 'hex');
    return tenantTransaction(this.source, tenant, async (manager) => {
      const rows = await manager.query<unknown[]>(saveSql, [tenant, size, note, hashes, epoch, publishedAt]);
      if (rows.length === 0) return false;
      await addToOutbox(manager, 'audit', [told]);
      return true;
    });
  }
}
