import type { EntityManager } from 'typeorm';
import type { PersonRecord, PersonTokenRecord } from '../handlers/ports.js';

interface TokenRow {
  token_id: string;
  tenant: string;
  person: string;
  digest: string;
  revoked_at: Date | null;
}

interface PersonRow {
  tenant: string;
  person: string;
  display_name: string;
  roles: PersonRecord['roles'];
}

export async function findToken(manager: EntityManager, digest: string): Promise<PersonTokenRecord | null> {
  const [row] = await manager.query<TokenRow[]>('select * from approvals.person_tokens where digest = $1', [digest]);
  return row
    ? {
        tokenId: row.token_id,
        tenant: row.tenant,
        person: row.person,
        digest: row.digest,
        revokedAt: row.revoked_at?.getTime() ?? null,
      }
    : null;
}

export async function insertToken(manager: EntityManager, token: PersonTokenRecord): Promise<void> {
  const sql =
    'insert into approvals.person_tokens (token_id, tenant, person, digest) values ($1, $2, $3, $4) on conflict do nothing';
  await manager.query(sql, [token.tokenId, token.tenant, token.person, token.digest]);
}

export async function findPerson(manager: EntityManager, person: string): Promise<PersonRecord | null> {
  const [row] = await manager.query<PersonRow[]>('select * from approvals.people where person = $1', [person]);
  return row ? { tenant: row.tenant, person: row.person, displayName: row.display_name, roles: row.roles } : null;
}

export async function upsertPerson(manager: EntityManager, person: PersonRecord, bootstrap: boolean): Promise<void> {
  // A bootstrap administrator keeps that role whatever governance says, so that nobody can lock themselves out.
  const sql = `insert into approvals.people (tenant, person, display_name, roles, bootstrap) values ($1, $2, $3, $4, $5)
    on conflict (tenant, person) do update set display_name = excluded.display_name,
      roles = case when people.bootstrap then (select jsonb_agg(distinct role) from jsonb_array_elements(people.roles || excluded.roles) role) else excluded.roles end,
      bootstrap = people.bootstrap or excluded.bootstrap`;
  await manager.query(sql, [person.tenant, person.person, person.displayName, JSON.stringify(person.roles), bootstrap]);
}

export async function replacePeople(
  manager: EntityManager,
  tenant: string,
  revision: { position: string; people: PersonRecord[] },
): Promise<void> {
  const sql = `insert into approvals.people_positions (tenant, position) values ($1, $2)
    on conflict (tenant) do update set position = excluded.position where people_positions.position < excluded.position returning tenant`;
  const moved = await manager.query<unknown[]>(sql, [tenant, revision.position]);
  if (moved.length === 0) return;
  await manager.query('delete from approvals.people where not bootstrap');
  for (const person of revision.people) await upsertPerson(manager, person, false);
}

export async function findPeopleWithToken(manager: EntityManager, people: readonly string[]): Promise<string[]> {
  const sql = 'select distinct person from approvals.person_tokens where person = any($1) and revoked_at is null';
  const rows = await manager.query<{ person: string }[]>(sql, [people]);
  return rows.map(({ person }) => person);
}
