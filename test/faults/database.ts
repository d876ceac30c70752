import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** What is said of a server that is down, going down or coming up. */
const away =
  /ECONNREFUSED|ECONNRESET|EPIPE|57P0[123]|terminated|starting up|shutting down|recovery|timeout|not queryable/i;
const askAgainMs = 100;
const waitsMs = 60_000;

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string, parameters: unknown[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, query_timeout: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query<Row>(sql, parameters)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Asks the database with the administrator's login, past all services; waits while it is down. */
export function databaseOf(url: string) {
  return async <Row extends pg.QueryResultRow>(sql: string, parameters: unknown[] = []): Promise<Row[]> => {
    const deadline = performance.now() + waitsMs;
    for (;;) {
      try {
        return await ask<Row>(url, sql, parameters);
      } catch (error) {
        const { code, message } = error as { code?: string; message: string };
        if (!away.test(`${code} ${message}`) || performance.now() > deadline) throw error;
        await sleep(askAgainMs);
      }
    }
  };
}
