import { addToOutbox, everyTenant, tenantTransaction } from '@countersign/chassis';
import type { PreparedEvent } from '@countersign/messaging';
import type { DataSource } from 'typeorm';
import type { StoredToolChange, ToolChangeStore } from '../handlers/tools/tool-change-store.js';

interface Row {
  tenant: string;
  event_id: string;
  tool: string;
  definition_digest: string;
  pinned_digest: string;
  found_digest: string | null;
  changed_at: Date;
}

const columns = 'tenant, event_id, tool, definition_digest, pinned_digest, found_digest, changed_at';

function changeOf(row: Row): StoredToolChange {
  return {
    ...{ tenant: row.tenant, eventId: row.event_id, tool: row.tool, definitionDigest: row.definition_digest },
    ...{ pinnedDigest: row.pinned_digest, foundDigest: row.found_digest, changedAt: row.changed_at.getTime() },
  };
}

/** Changes in Postgres. A settled one is kept, so that its event delivered again opens nothing. */
export class PostgresToolChangeStore implements ToolChangeStore {
  constructor(private readonly source: DataSource) {}

  async note(change: StoredToolChange): Promise<void> {
    const { tenant, eventId, tool, definitionDigest, pinnedDigest, foundDigest, changedAt } = change;
    const sql = `insert into policy.tool_changes (${columns}) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`;
    const values = [tenant, eventId, tool, definitionDigest, pinnedDigest, foundDigest, new Date(changedAt)];
    await tenantTransaction(this.source, tenant, (manager) => manager.query(sql, values));
  }

  open(): Promise<StoredToolChange[]> {
    const sql = `select ${columns} from policy.tool_changes where settled_at is null order by changed_at, event_id`;
    return tenantTransaction(this.source, everyTenant, async (manager) =>
      (await manager.query<Row[]>(sql)).map(changeOf),
    );
  }

  settle(
    { tenant, definitionDigest, person }: { tenant: string; definitionDigest: string; person: string },
    eventOf: (changes: StoredToolChange[]) => PreparedEvent,
  ): Promise<PreparedEvent | null> {
    const sql = `update policy.tool_changes set settled_by = $3, settled_at = clock_timestamp()
      where tenant = $1 and definition_digest = $2 and settled_at is null returning ${columns}`;
    return tenantTransaction(this.source, tenant, async (manager) => {
      const [rows] = await manager.query<[Row[], number]>(sql, [tenant, definitionDigest, person]);
      if (rows.length === 0) return null;
      const event = eventOf(rows.map(changeOf).sort((a, b) => a.changedAt - b.changedAt));
      await addToOutbox(manager, 'policy', [event]);
      return event;
    });
  }
}
