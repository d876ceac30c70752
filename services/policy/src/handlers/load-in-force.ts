import type { Result } from '@countersign/contracts';
import type { LoadedRevision } from '../domain/decide/loaded-revision.js';
import { tenantUnknown } from '../domain/decide/tenant-unknown.js';
import type { GovernanceStore, RevisionSource } from './ports.js';

interface Parts {
  store: GovernanceStore;
  source: RevisionSource;
  /** The revision as it is while some tools count as proposed. */
  show: (tenant: string, revision: LoadedRevision) => Promise<LoadedRevision>;
}

/** Loads what is in force, for questions that are rare enough not to keep it ready. */
export function loadInForce({ store, source, show }: Parts) {
  return async (tenant: string): Promise<Result<LoadedRevision>> => {
    const current = await store.current(tenant);
    if (!current) return tenantUnknown;
    return { ok: true, value: await show(tenant, await source.load(current.documents)) };
  };
}
