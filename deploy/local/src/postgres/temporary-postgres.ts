import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServiceDatabase } from './database-urls.js';
import { withClient } from './ensure-database.js';
import type { StoringService } from './service-roles.js';
import { startEmbeddedPostgres } from './start-embedded-postgres.js';

export interface TemporaryPostgres {
  adminUrl: string;
  serviceDatabase(service: StoringService): ServiceDatabase;
  /** One statement in a session of its own; `tenant` as a service would set it, null for none. */
  query(url: string, tenant: string | null, sql: string): Promise<Record<string, unknown>[]>;
  /** Stops the server and removes its data. */
  remove(): Promise<void>;
}

async function query(url: string, tenant: string | null, sql: string): Promise<Record<string, unknown>[]> {
  return withClient(url, async (client) => {
    if (tenant !== null) await client.query(`select set_config('app.tenant', $1, false)`, [tenant]);
    return (await client.query<Record<string, unknown>>(sql)).rows;
  });
}

/** A real PostgreSQL for one suite of tests. */
export async function startTemporaryPostgres(): Promise<TemporaryPostgres> {
  const dataDir = mkdtempSync(join(tmpdir(), 'countersign-postgres-'));
  const postgres = await startEmbeddedPostgres({ dataDir });
  const remove = async () => {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return {
    adminUrl: postgres.adminUrl,
    serviceDatabase: (service) => postgres.serviceDatabase(service),
    query,
    remove,
  };
}
