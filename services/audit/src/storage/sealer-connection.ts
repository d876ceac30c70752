import pg from 'pg';
import { PostgresSealStore } from './postgres-seal-store.js';

const connectTimeoutMs = 5_000;
const statementTimeoutMs = 15_000;
/** Longer than the server's own limit: only a server that does not answer at all comes to this. */
const queryTimeoutMs = 20_000;

/** Key of the advisory lock that the active sealer holds while it is connected. */
const lockSql = `select pg_try_advisory_lock(hashtext('countersign:audit:sealer')) as locked`;

/**
 * The sealer's dedicated connection: it holds the lock that keeps standbys waiting, and appends. With the connection goes
 * the lock. The lock only saves quarrels; what fences is the epoch that every append must name.
 */
export class SealerConnection {
  readonly store: PostgresSealStore;
  private lost: Error | null = null;

  private constructor(private readonly client: pg.Client) {
    this.store = new PostgresSealStore(client);
    client.on('error', (error) => (this.lost = error));
    client.on('end', () => (this.lost ??= new Error('the connection to the event store ended')));
  }

  static async open(url: string): Promise<SealerConnection> {
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: connectTimeoutMs,
      statement_timeout: statementTimeoutMs,
      query_timeout: queryTimeoutMs,
      keepAlive: true,
      application_name: 'countersign-sealer',
    });
    const connection = new SealerConnection(client);
    await client.connect();
    await client.query(`select set_config('app.tenant', '*', false)`);
    return connection;
  }

  async tryLock(): Promise<boolean> {
    const { rows } = await this.client.query<{ locked: boolean }>(lockSql);
    return rows[0]?.locked === true;
  }

  /** Why the connection is gone, or null while it is there. */
  failure(): Error | null {
    return this.lost;
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }
}
