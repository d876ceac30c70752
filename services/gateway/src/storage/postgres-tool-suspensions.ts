import { addToOutbox, tenantTransaction, type Clock } from '@countersign/chassis';
import type { PreparedEvent } from '@countersign/messaging';
import type { DataSource } from 'typeorm';
import type { Suspension, ToolSuspensions } from '../handlers/ports/upstreams.js';

const keep = `insert into gateway.tool_suspensions (tenant, tool_definition_digest, tool, found_digest)
  values ($1, $2, $3, $4) on conflict do nothing returning tool`;

/** For so long a replica may not know what another one found. */
const trustedForMs = 2_000;
const mostTenants = 10_000;

/** Suspended tools in Postgres, with the event that says so. */
export class PostgresToolSuspensions implements ToolSuspensions {
  private readonly known = new Map<string, { at: number; digests: Set<string> }>();

  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  async suspend(suspension: Suspension, event: PreparedEvent): Promise<boolean> {
    const { tenant, tool, toolDefinitionDigest, foundDigest } = suspension;
    this.known.delete(tenant);
    return tenantTransaction(this.source, tenant, async (manager) => {
      const kept = await manager.query<unknown[]>(keep, [tenant, toolDefinitionDigest, tool, foundDigest]);
      if (kept.length > 0) await addToOutbox(manager, 'gateway', [event]);
      return kept.length > 0;
    });
  }

  async lift(tenant: string, toolDefinitionDigest: string): Promise<void> {
    this.known.delete(tenant);
    const sql = 'delete from gateway.tool_suspensions where tenant = $1 and tool_definition_digest = $2';
    await tenantTransaction(this.source, tenant, (manager) => manager.query(sql, [tenant, toolDefinitionDigest]));
    this.known.delete(tenant);
  }

  async of(tenant: string): Promise<ReadonlySet<string>> {
    const entry = this.known.get(tenant);
    if (entry && this.clock.now() - entry.at < trustedForMs) return entry.digests;
    const rows = await tenantTransaction(this.source, tenant, (manager) =>
      manager.query<{ digest: string }[]>('select tool_definition_digest as digest from gateway.tool_suspensions'),
    );
    if (this.known.size >= mostTenants) this.known.clear();
    const digests = new Set(rows.map(({ digest }) => digest));
    this.known.set(tenant, { at: this.clock.now(), digests });
    return digests;
  }
}
