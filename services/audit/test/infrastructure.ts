import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedNats, startEmbeddedPostgres, type EmbeddedNats, type EmbeddedPostgres } from '@countersign/local';
import pg from 'pg';

export interface Infrastructure {
  dataDir: string;
  postgres: EmbeddedPostgres;
  nats: EmbeddedNats;
  /** With the runtime role, as the service has it. */
  runtimeUrl: string;
  ownerUrl: string;
  stop(): Promise<void>;
}

/** A real Postgres and a real NATS of this suite's own. */
export async function startInfrastructure(): Promise<Infrastructure> {
  const dataDir = mkdtempSync(join(tmpdir(), 'countersign-audit-'));
  const postgres = await startEmbeddedPostgres({ dataDir });
  const nats = await startEmbeddedNats({ dataDir });
  const { runtime, owner } = postgres.serviceDatabase('audit');
  const infrastructure = { dataDir, postgres, nats, runtimeUrl: runtime, ownerUrl: owner };
  // A suite may have put another server in the place of the first.
  const stop = async () => {
    await infrastructure.nats.stop();
    await infrastructure.postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return Object.assign(infrastructure, { stop });
}

/** Runs statements in one session, as one tenant if given, and returns the last result's rows. */
export async function queryAs<Row extends pg.QueryResultRow>(
  url: string,
  tenant: string | null,
  sql: string,
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    if (tenant !== null) await client.query(`select set_config('app.tenant', $1, false)`, [tenant]);
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
