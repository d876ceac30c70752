import type { EntityManager } from 'typeorm';
import type { PreparedEvent } from '@countersign/messaging';
import type { ShadowFindings } from '../handlers/shadow/shadow-ports.js';

interface ShadowKey {
  tenant: string;
  shadowId: string;
}

/** False when the shadow does not run any more: nothing is added then. */
export async function addCounts(manager: EntityManager, key: ShadowKey, found: ShadowFindings): Promise<boolean> {
  const sql = `update policy.shadows set decided = decided + $3, dropped = dropped + $4
    where tenant = $1 and shadow_id = $2 and status = 'shadow' returning shadow_id`;
  const [rows] = await manager.query<[unknown[], number]>(sql, [
    key.tenant,
    key.shadowId,
    found.decided,
    found.dropped,
  ]);
  return rows.length === 1;
}

export async function addHolds(manager: EntityManager, key: ShadowKey, found: ShadowFindings): Promise<void> {
  const sql = `insert into policy.shadow_holds (tenant, shadow_id, person, holds) values ($1, $2, $3, $4)
    on conflict (tenant, shadow_id, person) do update set holds = shadow_holds.holds + excluded.holds`;
  // In one order at all replicas, so that two of them never wait for each other's rows.
  const inOrder = [...found.holds].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [person, holds] of inOrder) await manager.query(sql, [key.tenant, key.shadowId, person, holds]);
}

/** The events of the changes that were not known yet. */
export async function addChanges(
  manager: EntityManager,
  key: ShadowKey,
  found: ShadowFindings,
): Promise<PreparedEvent[]> {
  const sql = `insert into policy.shadow_changes (tenant, shadow_id, call_id, agent, tool, before, after, reason_code, rule, changes_state)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing returning call_id`;
  const added: PreparedEvent[] = [];
  for (const { change, event } of found.changes) {
    const { callId, agent, tool, before, after, reasonCode, rule, changesState } = change;
    const told = [callId, agent, tool, before, after, reasonCode, rule && JSON.stringify(rule), changesState];
    const rows = await manager.query<unknown[]>(sql, [key.tenant, key.shadowId, ...told]);
    if (rows.length === 1) added.push(event);
  }
  return added;
}
