import type { Clock } from '@countersign/chassis';
import type { Result } from '@countersign/contracts';
import { awareAgents } from '../domain/compile/run-aware.js';
import type { ToolChanges } from '../domain/compile/with-tool-changes.js';
import type { LoadedRevision } from '../domain/decide/loaded-revision.js';
import { tenantUnknown } from '../domain/decide/tenant-unknown.js';
import type { Revisions } from '../handlers/ports.js';
import type { StoredToolChange } from '../handlers/tools/tool-change-store.js';
import { ToolChangesByTenant } from './tool-changes-by-tenant.js';

/** The revisions in force in this replica, swapped whole; closed when the registry has not been looked at for too long. */
export class RevisionCache implements Revisions {
  private readonly byTenant = new Map<string, LoadedRevision>();
  private readonly aware = new Map<string, ReadonlyMap<string, number>>();
  private readonly changes = new ToolChangesByTenant();
  private lookedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly clock: Clock,
    private readonly staleAfterMs: number,
  ) {}

  looked(): void {
    this.lookedAt = this.clock.now();
  }

  put(tenant: string, revision: LoadedRevision): void {
    const before = this.aware.get(tenant);
    const now = this.clock.now();
    const agents = awareAgents(revision.compiled);
    this.aware.set(tenant, new Map(agents.map((agent) => [agent, before?.get(agent) ?? now])));
    this.byTenant.set(tenant, revision);
  }

  /** Since when this replica has kept what the runs of an agent do; never, for one whose rules do not ask. */
  awareSince(tenant: string, agent: string): number {
    return this.aware.get(tenant)?.get(agent) ?? Number.POSITIVE_INFINITY;
  }

  useToolChanges(changes: readonly StoredToolChange[]): void {
    this.changes.use(changes);
  }

  toolChangesOf(tenant: string): ToolChanges {
    return this.changes.of(tenant);
  }

  fresh(): boolean {
    return this.clock.now() - this.lookedAt <= this.staleAfterMs;
  }

  of(tenant: string): Result<LoadedRevision> {
    const revision = this.byTenant.get(tenant);
    if (!revision) return tenantUnknown;
    if (!this.fresh())
      return {
        ok: false,
        refusal: {
          reasonCode: 'policy_stale',
          message: 'The policy registry could not be read lately.',
          remedy: 'Try again once the policy service reaches its database.',
        },
      };
    return { ok: true, value: this.changes.show(tenant, revision) };
  }
}
