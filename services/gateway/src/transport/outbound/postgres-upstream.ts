import { isIP } from 'node:net';
import { checkServerIdentity as isTheServer, type ConnectionOptions } from 'node:tls';
import pg from 'pg';
import type { TargetAnswer } from '../../domain/call/ending-of-answer.js';
import type { PostgresQuery, UpstreamContext } from '../../domain/upstream/upstream-call.js';
import { AddressRefused, checkHost, guardedLookup, type Reach } from './address-guard.js';

const connectTimeoutMs = 5_000;
const rowsAtOnce = 200;
const lockTimeoutMs = 2_000;

/** Types whose text is a JSON value; whatever else there is stays the text that Postgres writes. */
const jsonTypes = new Set([16, 21, 23, 114, 700, 701, 3802]);
const types = {
  getTypeParser: ((oid: number) =>
    jsonTypes.has(oid) ? pg.types.getTypeParser(oid) : (text: string) => text) as never,
};

interface Read {
  rows: Record<string, unknown>[];
  truncated: boolean;
  tooLarge: boolean;
}

/**
 * Reads from Postgres: one statement as a cursor of a read-only transaction that is rolled back, in a session of its own,
 * since its credential is. What the role may read is the boundary; this keeps a statement from being more than one.
 */
export class PostgresUpstream {
  constructor(private readonly reach: Reach) {}

  async call(query: PostgresQuery, { credential, callId }: UpstreamContext): Promise<TargetAnswer> {
    const session = { began: false };
    let client: pg.Client | null = null;
    try {
      const address = await this.addressOf(query.host);
      client = clientFor(query, { address, credential, callId });
      // What breaks between two answers is told by the one that is waited for.
      client.on('error', () => undefined);
      await client.connect();
      session.began = true;
      return answerOf(await within(query.timeoutMs, read(client, query)));
    } catch (error) {
      return failureOf(error, session.began);
    } finally {
      // Nobody waits for a database that may not answer any more; with a statement under way this cuts the connection.
      void client?.end().catch(() => undefined);
    }
  }

  private addressOf(host: string): Promise<string> {
    checkHost(host, this.reach);
    return new Promise((resolve, reject) => {
      guardedLookup(this.reach)(host, { all: false }, (error, address) =>
        error ? reject(error) : resolve(address as string),
      );
    });
  }
}

/** Every answer has the statement's time; all of them together have no more. */
function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('timeout of the whole reading')), milliseconds + 500);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function clientFor(
  { host, port, database, user, tls, timeoutMs }: PostgresQuery,
  { address, credential, callId }: { address: string; credential: string; callId: string },
): pg.Client {
  return new pg.Client({
    ...{ host: address, port, database, user, password: credential, types },
    ssl: tls === 'require' ? tlsFor(host) : false,
    application_name: `countersign ${callId}`.slice(0, 63),
    connectionTimeoutMillis: Math.min(connectTimeoutMs, timeoutMs),
    ...{ statement_timeout: timeoutMs, query_timeout: timeoutMs + 1_000 },
    ...{ lock_timeout: lockTimeoutMs, idle_in_transaction_session_timeout: timeoutMs },
  });
}

/** The connection is made to an address that was checked, and must be to the very host that the tool names. */
function tlsFor(host: string): ConnectionOptions {
  const checkServerIdentity: ConnectionOptions['checkServerIdentity'] = (_, certificate) =>
    isTheServer(host, certificate);
  return { rejectUnauthorized: true, checkServerIdentity, ...(isIP(host) === 0 ? { servername: host } : {}) };
}

async function read(
  client: pg.Client,
  { statement, searchPath, maxRows, maxResponseBytes }: PostgresQuery,
): Promise<Read> {
  await client.query('begin transaction isolation level repeatable read, read only');
  await client.query('select set_config($1, $2, true)', ['search_path', searchPath]);
  // The extended protocol takes one statement, and a cursor only one that reads.
  const declared = { text: `declare countersign no scroll cursor for ${statement}`, queryMode: 'extended' };
  await client.query(declared as pg.QueryConfig);
  const rows: Record<string, unknown>[] = [];
  let bytes = 0;
  for (;;) {
    const wanted = Math.min(rowsAtOnce, maxRows + 1 - rows.length);
    const page = await client.query<Record<string, unknown>>(`fetch forward ${wanted} from countersign`);
    bytes += Buffer.byteLength(JSON.stringify(page.rows));
    if (bytes > maxResponseBytes) return { rows: [], truncated: true, tooLarge: true };
    rows.push(...page.rows);
    if (page.rows.length < wanted || rows.length > maxRows) break;
  }
  await client.query('rollback');
  return { rows: rows.slice(0, maxRows), truncated: rows.length > maxRows, tooLarge: false };
}

function answerOf({ rows, truncated, tooLarge }: Read): TargetAnswer {
  const bytes = tooLarge ? Buffer.alloc(0) : Buffer.from(JSON.stringify({ rows, row_count: rows.length, truncated }));
  return { kind: 'answered', status: 200, contentType: 'application/json', bytes, complete: !tooLarge };
}

/** Told without the address, which may be nobody's business. */
function failureOf(error: unknown, began: boolean): TargetAnswer {
  if (error instanceof AddressRefused) {
    const message = 'The target has an address that this gateway may not reach.';
    return { kind: 'not-sent', reasonCode: 'target_address_refused', message };
  }
  const isAnswer = error instanceof pg.DatabaseError;
  if (!began) {
    const reasonCode = isAnswer ? 'target_refused' : 'target_unreachable';
    const message = isAnswer ? 'The database let nobody in.' : 'The target cannot be reached; nothing was sent.';
    return { kind: 'not-sent', reasonCode, message };
  }
  if (!isAnswer) return lost(error);
  const { code = '', message: text } = error;
  const fault = { reasonCode: 'target_refused', message: `The database refused the statement (${code}).` };
  const bytes = Buffer.from(JSON.stringify({ error: { code, message: text } }));
  return { kind: 'answered', status: 200, contentType: 'application/json', bytes, complete: true, fault };
}

function lost(error: unknown): TargetAnswer {
  const isTimeout = error instanceof Error && /timeout/i.test(error.message);
  const message = isTimeout
    ? 'The target did not answer in time.'
    : 'The connection to the target broke before its answer was complete.';
  return { kind: 'lost', reasonCode: isTimeout ? 'target_timeout' : 'target_connection_lost', message };
}
