import type { DataSource, EntityManager } from 'typeorm';

/** Under this setting, tables made with `confineToTenantOrSweep` show every tenant's rows: for relays, sweeps and key look-ups. Other tables show none. */
export const everyTenant = '*';

/**
 * Runs `work` in one transaction that row-level security confines to one tenant.
 * Only the given manager may be used inside: another connection would not be confined, and would see no rows at all.
 */
export function tenantTransaction<T>(
  source: DataSource,
  tenant: string,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  return source.transaction(async (manager) => {
    await manager.query(`select set_config('app.tenant', $1, true)`, [tenant]);
    return work(manager);
  });
}
