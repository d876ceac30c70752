import type { GovernanceDocument } from '@countersign/contracts';
import type { LoadedRevision } from '../domain/decide/loaded-revision.js';
import type { EngineParts } from './engine-parts.js';
import { inSlices } from './in-slices.js';
import { loadingSteps } from './load-revision.js';

/**
 * Which revision decides for a tenant. A new one is loaded beside the old one and takes its place in one assignment;
 * when loading fails the old one goes on deciding.
 */
export class LiveRevisions {
  private readonly live = new Map<string, LoadedRevision>();
  private readonly newest = new Map<string, number>();
  private loads = 0;

  constructor(private readonly parts: EngineParts) {}

  of(tenant: string): LoadedRevision | undefined {
    return this.live.get(tenant);
  }

  /** Returns what was loaded; it decides from then on, unless a later load of the tenant has begun meanwhile. */
  async load(tenant: string, documents: readonly GovernanceDocument[]): Promise<LoadedRevision> {
    const load = (this.loads += 1);
    const before = this.newest.get(tenant);
    this.newest.set(tenant, load);
    try {
      const loaded = await inSlices(loadingSteps(this.parts, documents));
      if (this.newest.get(tenant) === load) this.live.set(tenant, loaded);
      return loaded;
    } catch (error) {
      if (this.newest.get(tenant) === load && before !== undefined) this.newest.set(tenant, before);
      throw error;
    }
  }
}
