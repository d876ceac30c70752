import { instantOf } from '@countersign/chassis';
import { runClosed, type Result } from '@countersign/contracts';
import { prepareEvent } from '@countersign/messaging';
import type { CredentialsParts } from './ports.js';
import { revokeLeases } from './revoke-leases.js';

/** Ends a run before its time, and its leases with it. With `agent`, only that agent's own run. */
export function closeRun(parts: CredentialsParts) {
  return async (request: {
    tenant: string;
    agent: string | null;
    runId: string;
    traceparent?: string | undefined;
  }): Promise<Result<{ runId: string }>> => {
    const { tenant, agent, runId, traceparent } = request;
    const at = parts.clock.now();
    const event = prepareEvent(runClosed, {
      id: parts.ids.next('evt'),
      tenant,
      time: instantOf(at),
      actor: agent === null ? { kind: 'service', id: 'console' } : { kind: 'agent', id: agent },
      subject: runId,
      run: runId,
      ...(agent === null ? {} : { agent }),
      traceparent,
      data: { runId, reasonCode: agent === null ? 'closed_by_operator' : 'closed_by_agent' },
    });
    const closed = await parts.store.closeRun({ tenant, runId, agent, at }, [event]);
    if (!closed) return { ok: false, refusal: { reasonCode: 'not_found', message: 'There is no such open run.' } };
    await parts.publish([event]);
    // The sweep revokes what this misses: a lease that was minted at the very same time.
    await revokeLeases(parts)();
    return { ok: true, value: { runId } };
  };
}
