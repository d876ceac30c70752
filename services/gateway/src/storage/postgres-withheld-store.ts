import { tenantTransaction } from '@countersign/chassis';
import type { DataSource } from 'typeorm';
import type { JsonObject } from '../domain/wire/seam/json-object.js';
import type { StoredResponse, WithheldStore } from '../handlers/ports/withheld-store.js';

/** Providers keep a response for so long. */
const keptDays = 30;

export class PostgresWithheldStore implements WithheldStore {
  constructor(private readonly source: DataSource) {}

  keep({ tenant, responseId }: StoredResponse, outputs: readonly JsonObject[]): Promise<void> {
    return tenantTransaction(this.source, tenant, async (manager) => {
      await manager.query(
        `insert into gateway.withheld_outputs (tenant, response_id, outputs) values ($1, $2, $3)
          on conflict (tenant, response_id) do update set outputs = excluded.outputs`,
        [tenant, responseId, JSON.stringify(outputs)],
      );
      await manager.query(
        `delete from gateway.withheld_outputs where created_at < now() - interval '${keptDays} days'`,
      );
    });
  }

  outputsOf({ tenant, responseId }: StoredResponse): Promise<JsonObject[]> {
    return tenantTransaction(this.source, tenant, async (manager) => {
      const sql = 'select outputs from gateway.withheld_outputs where response_id = $1';
      const [row] = await manager.query<{ outputs: string }[]>(sql, [responseId]);
      return row ? (JSON.parse(row.outputs) as JsonObject[]) : [];
    });
  }
}
