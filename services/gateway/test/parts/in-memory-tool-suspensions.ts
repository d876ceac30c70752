import type { Suspension, ToolSuspensions } from '../../src/handlers/ports/upstreams.js';

/** The store's rules without a database. */
export class InMemoryToolSuspensions implements ToolSuspensions {
  kept: Suspension[] = [];

  async suspend(suspension: Suspension): Promise<boolean> {
    const { tenant, toolDefinitionDigest } = suspension;
    if ((await this.of(tenant)).has(toolDefinitionDigest)) return false;
    this.kept.push(suspension);
    return true;
  }

  async lift(tenant: string, toolDefinitionDigest: string): Promise<void> {
    this.kept = this.kept.filter((one) => one.tenant !== tenant || one.toolDefinitionDigest !== toolDefinitionDigest);
  }

  async of(tenant: string): Promise<ReadonlySet<string>> {
    return new Set(this.kept.filter((one) => one.tenant === tenant).map((one) => one.toolDefinitionDigest));
  }
}
