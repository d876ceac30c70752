import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { processIdentity } from '../process/process-identity.js';
import { withClient } from './ensure-database.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './start-embedded-postgres.js';

const dataDir = mkdtempSync(join(tmpdir(), 'countersign-postgres-'));
let postgres: EmbeddedPostgres;

function runs(url: string, sql: string): Promise<string> {
  return withClient(url, (client) => client.query(sql)).then(
    () => 'done',
    (error: Error) => error.message,
  );
}

beforeAll(async () => {
  postgres = await startEmbeddedPostgres({ dataDir });
});

afterAll(async () => {
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('embedded Postgres', () => {
  it('lets a service work with rows of the tables its owner makes, and not change the tables', async () => {
    const { runtime, owner } = postgres.serviceDatabase('approvals');
    expect(await runs(owner, 'CREATE TABLE notes (id serial PRIMARY KEY, body text)')).toBe('done');
    expect(
      await runs(runtime, "INSERT INTO notes (body) VALUES ('x'); UPDATE notes SET body = 'y'; DELETE FROM notes"),
    ).toBe('done');
    expect(await runs(runtime, 'DROP TABLE notes')).toMatch(/must be owner/);
    expect(await runs(runtime, 'CREATE TABLE other (id int)')).toMatch(/permission denied/);
  });

  it('gives the audit role nothing that its migrations do not grant', async () => {
    const { runtime, owner } = postgres.serviceDatabase('audit');
    expect(await runs(owner, 'CREATE TABLE leaves (id int); GRANT SELECT, INSERT ON leaves TO audit_rw')).toBe('done');
    expect(await runs(runtime, 'INSERT INTO leaves VALUES (1)')).toBe('done');
    expect(await runs(runtime, 'UPDATE leaves SET id = 2')).toMatch(/permission denied/);
    expect(await runs(runtime, 'DELETE FROM leaves')).toMatch(/permission denied/);
    expect(await runs(runtime, 'TRUNCATE leaves')).toMatch(/permission denied/);
  });

  it('keeps one service out of the schema of another', async () => {
    expect(await runs(postgres.serviceDatabase('policy').owner, 'CREATE TABLE secretive (id int)')).toBe('done');
    const { runtime, owner } = postgres.serviceDatabase('gateway');
    expect(await runs(runtime, 'SELECT * FROM policy.secretive')).toMatch(/permission denied/);
    expect(await runs(owner, 'SELECT * FROM policy.secretive')).toMatch(/permission denied/);
  });

  it('gives no role a way around row-level security', async () => {
    const { rows } = await withClient(postgres.adminUrl, (client) =>
      client.query(
        "SELECT rolname FROM pg_roles WHERE (rolname LIKE '%\\_rw' OR rolname LIKE '%\\_owner') AND (rolsuper OR rolbypassrls OR rolcreaterole)",
      ),
    );
    expect(rows).toEqual([]);
  });

  it('refuses a login without the right password', async () => {
    const url = new URL(postgres.serviceDatabase('gateway').runtime);
    url.password = 'wrong-password-entirely';
    expect(await runs(url.href, 'SELECT 1')).toMatch(/password authentication failed/);
  });

  it('keeps its passwords readable for nobody else', () => {
    expect(statSync(join(dataDir, 'secrets', 'postgres.json')).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, 'secrets')).mode & 0o777).toBe(0o700);
  });
});

describe('embedded Postgres after a violent end', () => {
  it('starts again after SIGKILL with everything committed still there', async () => {
    const { owner } = postgres.serviceDatabase('credentials');
    await runs(owner, 'CREATE TABLE kept (id int); INSERT INTO kept VALUES (7)');
    const ended = new Promise((resolve) => postgres.child.once('exit', resolve));
    postgres.child.kill('SIGKILL');
    await ended;
    postgres = await startEmbeddedPostgres({ dataDir });
    const { rows } = await withClient(postgres.serviceDatabase('credentials').owner, (client) =>
      client.query('SELECT id FROM kept'),
    );
    expect(rows).toEqual([{ id: 7 }]);
  });

  it('stops the server that a killed launcher left running and takes its place', async () => {
    const before = postgres;
    postgres = await startEmbeddedPostgres({ dataDir });
    expect(processIdentity(before.child.pid ?? 0)).toBeNull();
    expect(await runs(postgres.serviceDatabase('credentials').runtime, 'SELECT 1')).toBe('done');
  });
});
