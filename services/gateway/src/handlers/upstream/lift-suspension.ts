import type { ToolDefinitionReapproved } from '@countersign/contracts';
import type { CallParts } from '../call-parts.js';

/** A person approved a changed tool again: its calls are decided again, and its server is asked before the next one. */
export function liftSuspension(parts: Pick<CallParts, 'suspensions' | 'upstreams' | 'registry'>) {
  return async ({ tenant, data }: Pick<ToolDefinitionReapproved, 'tenant' | 'data'>): Promise<void> => {
    parts.upstreams?.forget();
    await parts.suspensions?.lift(tenant, data.toolDefinitionDigest);
    parts.registry.changed(tenant);
  };
}
