import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { SealerLock } from '../ports/sealer-lock.js';
import { PostgresSealStore } from './postgres-seal-store.js';

const connectTimeoutMs = 5_000;
const statementTimeoutMs = 15_000;
/** Longer than the server's own limit: only a server that does not answer at all comes to this. */
const queryTimeoutMs = 20_000;
const closeTimeoutMs = 1_000;

const lockSql = `select pg_try_advisory_lock(hashtext('countersign:audit:sealer')) as locked`;

/** The sealer's dedicated connection: it holds the lock that keeps standbys waiting, and appends. With it goes the lock. */
export class SealerConnection implements SealerLock {
  readonly store: PostgresSealStore;

  private constructor(
    private readonly client: pg.Client,
    private readonly socket: Socket,
  ) {
    this.store = new PostgresSealStore(client);
    // Whoever uses the connection next gets the error; here it must only not end the process.
    client.on('error', () => undefined);
  }

  static async open(url: string): Promise<SealerConnection> {
    const socket = new Socket();
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: connectTimeoutMs,
      statement_timeout: statementTimeoutMs,
      query_timeout: queryTimeoutMs,
      keepAlive: true,
      application_name: 'countersign-sealer',
      stream: () => socket,
    });
    const connection = new SealerConnection(client, socket);
    await client.connect();
    await client.query(`select set_config('app.tenant', '*', false)`);
    return connection;
  }

  async tryLock(): Promise<boolean> {
    const { rows } = await this.client.query<{ locked: boolean }>(lockSql);
    return rows[0]?.locked === true;
  }

  /** Politely if the server listens; else the socket is cut, for a session left behind would keep the lock. */
  async close(): Promise<void> {
    await Promise.race([this.client.end().catch(() => undefined), sleep(closeTimeoutMs)]);
    this.socket.destroy();
  }
}
