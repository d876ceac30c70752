import type { Result } from '@countersign/contracts';
import type { CredentialsParts } from './ports.js';

export interface KeyOwner {
  keyId: string;
  tenant: string;
  agent: string;
}

/** Finds whose key this is, by digest: a database index over SHA-256 gives nothing away about other keys. */
export function authenticateAgentKey(parts: Pick<CredentialsParts, 'store'>) {
  return async (request: { keyDigest: string }): Promise<Result<KeyOwner>> => {
    const key = await parts.store.agentKeyByDigest(request.keyDigest);
    if (!key || key.revokedAt !== null) {
      return {
        ok: false,
        refusal: {
          reasonCode: 'unauthenticated',
          message: 'The key is unknown or revoked.',
          remedy: 'Ask the operator for a new agent key.',
        },
      };
    }
    return { ok: true, value: { keyId: key.keyId, tenant: key.tenant, agent: key.agent } };
  };
}
