import type { DataSource, EntityManager } from 'typeorm';

/** Sees every tenant's outbox rows, for the relay only; no other table's policy knows it. */
export const everyTenant = '*';

/**
 * Runs `work` in one transaction that row-level security confines to one tenant.
 * Only the given manager may be used inside: another connection would not be confined, and would see no rows at all.
 */
export function tenantTransaction<T>(source: DataSource, tenant: string, work: (manager: EntityManager) => Promise<T>): Promise<T> {
  return source.transaction(async (manager) => {
    await manager.query(`select set_config('app.tenant', $1, true)`, [tenant]);
    return work(manager);
  });
}
