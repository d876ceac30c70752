import type { StoringService } from './service-roles.js';
import type { TemporaryPostgres } from './temporary-postgres.js';

const tenantTables = (schema: string) => `select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
  where n.nspname = '${schema}' and c.relkind = 'r' and a.attname = 'tenant' order by c.relname`;

const rolePowers = (owner: string) => `select rolsuper or rolbypassrls or rolcreaterole
  or pg_has_role(current_user, '${owner}', 'member') as mighty from pg_roles where rolname = current_user`;

interface Sight {
  /** What nobody but an administrator may count. */
  rows: number;
  faults: string[];
}

/** Where a service's tenants could see each other: tables without forced row-level security, a role that can get around it, rows that show. */
export async function confinementFaults(postgres: TemporaryPostgres, service: StoringService): Promise<Sight> {
  const { runtime, owner } = postgres.serviceDatabase(service);
  const tables = await postgres.query(postgres.adminUrl, null, tenantTables(service));
  const [role] = await postgres.query(runtime, null, rolePowers(`${service}_owner`));
  const sight: Sight = { rows: 0, faults: role?.['mighty'] === false ? [] : ['the runtime role has more power'] };
  if (tables.length === 0) sight.faults.push(`${service} has no tables of tenants`);
  for (const { name, forced } of tables) {
    const table = `${service}.${String(name)}`;
    if (forced !== true) sight.faults.push(`${table} does not force row-level security`);
    sight.rows += await count(postgres, { url: postgres.adminUrl, tenant: null, table });
    // Without a tenant, as a tenant that has nothing, and as the owner.
    for (const [url, tenant] of [
      [runtime, null],
      [runtime, 'nobody'],
      [owner, null],
    ] as const)
      if ((await count(postgres, { url, tenant, table })) > 0)
        sight.faults.push(`${table} shows rows ${tenant === null ? 'to who names no tenant' : `to ${tenant}`}`);
    const opened = await postgres
      .query(runtime, null, `alter table ${table} disable row level security`)
      .catch(() => null);
    if (opened !== null) sight.faults.push(`the runtime role can open ${table}`);
  }
  return sight;
}

async function count(
  postgres: TemporaryPostgres,
  { url, tenant, table }: { url: string; tenant: string | null; table: string },
): Promise<number> {
  const [row] = await postgres.query(url, tenant, `select count(*)::int as count from ${table}`);
  return Number(row?.['count']);
}
