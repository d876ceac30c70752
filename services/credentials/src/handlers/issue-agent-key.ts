import { instantOf } from '@countersign/chassis';
import { agentKeyIssued, type PersonActor, type Result } from '@countersign/contracts';
import { prepareEvent } from '@countersign/messaging';
import type { CredentialsParts } from './ports.js';
import { requireAdmin } from './require-admin.js';

/** Registers a key that the caller made and shows once; only its digest is ever known here. */
export function issueAgentKey(parts: CredentialsParts) {
  return async (request: {
    actor: PersonActor;
    agent: string;
    keyDigest: string;
  }): Promise<Result<{ keyId: string }>> => {
    const refused = requireAdmin(request.actor);
    if (refused) return refused;
    const { tenant, person } = request.actor;
    const now = parts.clock.now();
    const keyId = parts.ids.next('key');
    const event = prepareEvent(agentKeyIssued, {
      id: parts.ids.next('evt'),
      tenant,
      time: instantOf(now),
      actor: { kind: 'person', id: person },
      subject: keyId,
      data: { keyId, agentName: request.agent, by: person },
    });
    await parts.store.addAgentKey(
      { keyId, tenant, agent: request.agent, digest: request.keyDigest, createdAt: now, revokedAt: null },
      [event],
    );
    await parts.publish([event]);
    return { ok: true, value: { keyId } };
  };
}
