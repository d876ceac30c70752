import { instantOf } from '@countersign/chassis';
import type { PersonActor } from '@countersign/contracts';
import type { CredentialsParts } from './ports.js';
import { requireAdmin } from './require-admin.js';

export function listAgentKeys(parts: Pick<CredentialsParts, 'store'>) {
  return async (request: { actor: PersonActor }) => {
    const refused = requireAdmin(request.actor);
    if (refused) return refused;
    const keys = await parts.store.agentKeys(request.actor.tenant);
    return {
      ok: true as const,
      value: {
        keys: keys.map((key) => ({
          keyId: key.keyId,
          agent: key.agent,
          createdAt: instantOf(key.createdAt),
          revokedAt: key.revokedAt === null ? null : instantOf(key.revokedAt),
        })),
      },
    };
  };
}
