import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectBus } from '@countersign/messaging';
import { startEmbeddedNats, type EmbeddedNats } from '../nats/start-embedded-nats.js';
import { urlWithLogin } from '../postgres/database-urls.js';
import { withClient } from '../postgres/ensure-database.js';
import { serviceRoles } from '../postgres/service-roles.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../postgres/start-embedded-postgres.js';
import { givenBus } from './bus-side.js';
import { givenDatabase } from './database-side.js';

const dataDir = mkdtempSync(join(tmpdir(), 'countersign-given-'));
let postgres: EmbeddedPostgres;
let nats: EmbeddedNats;

/** A server as others run it: no role of ours yet, and an administrator who is no superuser. */
async function makeForeign(): Promise<string> {
  const superuser = urlWithLogin(postgres.adminUrl, {
    user: 'postgres',
    password: new URL(postgres.adminUrl).password,
    database: 'postgres',
  });
  await withClient(superuser, async (client) => {
    await client.query('DROP DATABASE countersign');
    await client.query(serviceRoles.map((role) => `DROP ROLE ${role};`).join(' '));
    await client.query("CREATE ROLE boss LOGIN CREATEROLE PASSWORD 'boss-of-the-database'");
    await client.query('CREATE DATABASE governed OWNER boss');
  });
  return urlWithLogin(superuser, { user: 'boss', password: 'boss-of-the-database', database: 'governed' });
}

beforeAll(async () => {
  [postgres, nats] = await Promise.all([startEmbeddedPostgres({ dataDir }), startEmbeddedNats({ dataDir })]);
});
afterAll(async () => {
  await Promise.all([postgres.stop(), nats.stop()]);
  rmSync(dataDir, { recursive: true, force: true });
});

describe('a PostgreSQL that was there before', () => {
  it('gets schemas and roles from an administrator who is no superuser, and again at the next start', async () => {
    const url = await makeForeign();
    await givenDatabase(url, join(dataDir, 'secrets'));
    const { database } = await givenDatabase(url, join(dataDir, 'secrets'));
    const { runtime, owner } = database('approvals');
    await withClient(owner, (client) => client.query('CREATE TABLE notes (id int)'));
    await withClient(runtime, (client) => client.query('INSERT INTO notes VALUES (1)'));
    await expect(withClient(runtime, (client) => client.query('DROP TABLE notes'))).rejects.toThrow(/must be owner/);
  });

  it('that does not answer is named in a sentence', async () => {
    const nowhere = 'postgresql://boss:x@127.0.0.1:1/governed';
    await expect(givenDatabase(nowhere, join(dataDir, 'secrets'))).rejects.toThrow(/^DATABASE_URL: .*ECONNREFUSED/);
    await expect(givenDatabase('nonsense', join(dataDir, 'secrets'))).rejects.toThrow(/^DATABASE_URL is no address/);
  });
});

describe('a NATS that was there before', () => {
  it('is used with the users of the passwords file', async () => {
    const file = join(dataDir, 'secrets', 'nats.json');
    const { bus } = await givenBus(nats.url, { NATS_PASSWORDS_FILE: file });
    const connection = await connectBus('audit', bus('audit'));
    await connection.close();
    expect(bus('gateway').user).toBe('gateway');
  });

  it('needs the passwords file, complete', async () => {
    await expect(givenBus(nats.url, {})).rejects.toThrow(/NATS_PASSWORDS_FILE has to name a JSON file/);
    const file = join(dataDir, 'half.json');
    writeFileSync(file, JSON.stringify({ gateway: 'x' }));
    await expect(givenBus(nats.url, { NATS_PASSWORDS_FILE: file })).rejects.toThrow(/password of each bus user/);
  });
});
