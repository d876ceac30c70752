import { instantOf } from '@countersign/chassis';
import { agentKeyRevoked, type PersonActor, type Result } from '@countersign/contracts';
import { prepareEvent, type PreparedEvent } from '@countersign/messaging';
import type { CredentialsParts } from './ports.js';
import { requireAdmin } from './require-admin.js';

export function revokeAgentKey(parts: CredentialsParts) {
  return async (request: { actor: PersonActor; keyId: string }): Promise<Result<{ keyId: string }>> => {
    const refused = requireAdmin(request.actor);
    if (refused) return refused;
    const { tenant, person } = request.actor;
    const at = parts.clock.now();
    let stored: PreparedEvent[] = [];
    const eventsFor = (agent: string) =>
      (stored = [
        prepareEvent(agentKeyRevoked, {
          id: parts.ids.next('evt'),
          tenant,
          time: instantOf(at),
          actor: { kind: 'person', id: person },
          subject: request.keyId,
          data: { keyId: request.keyId, agentName: agent, by: person },
        }),
      ]);
    const revoked = await parts.store.revokeAgentKey({ tenant, keyId: request.keyId, at }, eventsFor);
    if (!revoked) return { ok: false, refusal: { reasonCode: 'not_found', message: 'There is no such active key.' } };
    await parts.publish(stored);
    return { ok: true, value: { keyId: request.keyId } };
  };
}
