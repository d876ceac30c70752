import { instantOf } from '@countersign/chassis';
import type { Result } from '@countersign/contracts';
import type { CredentialsParts } from './ports.js';

const refused = (reasonCode: string, message: string) => ({ ok: false as const, refusal: { reasonCode, message } });

/** A token says who it was given to; whether it still counts is known here. */
export function checkRun(parts: Pick<CredentialsParts, 'store' | 'clock'>) {
  return async (request: { tenant: string; runId: string }): Promise<Result<{ keyId: string; expiresAt: string }>> => {
    const { tenant } = request;
    const run = await parts.store.run(request);
    if (!run) return refused('unauthenticated', 'There is no such run.');
    if (run.closedAt !== null) return refused('run_closed', 'The run was ended.');
    if (run.expiresAt <= parts.clock.now()) return refused('run_expired', 'The time of the run is over.');
    const key = await parts.store.agentKey({ tenant, keyId: run.keyId });
    if (!key || key.revokedAt !== null) return refused('unauthenticated', 'The key that opened the run is revoked.');
    return { ok: true, value: { keyId: run.keyId, expiresAt: instantOf(run.expiresAt) } };
  };
}
