import { isOver } from '../../../services/gateway/src/domain/call/is-over.js';
import type { World } from '../world/world.js';

/** Once all is well again: every call ends or waits for its agent, and no service still owes anything to another. */
export async function everythingEnds(world: World): Promise<string[]> {
  return [...(await openCalls(world)), ...(await openApprovals(world)), ...owed(world)];
}

async function openCalls({ history, stores }: World): Promise<string[]> {
  const calls = await Promise.all(history.calls.map((reference) => stores.calls.get(reference)));
  return calls.flatMap((stored) => {
    if (!stored) return ['a stored call is gone'];
    const { id, status, mode } = stored.call;
    // A granted call that the agent runs itself waits until the agent asks for it again.
    const waits = mode === 'intercepted' && status === 'granted';
    return isOver(status) || waits ? [] : [`${id} is still ${status}`];
  });
}

async function openApprovals({ stores }: World): Promise<string[]> {
  const lists = await Promise.all(
    ['demo', 'acme'].map((tenant) => stores.approvals.list({ tenant, status: 'pending', limit: 100 })),
  );
  return lists.flat().map(({ approvalId }) => `${approvalId} is still pending`);
}

function owed({ stores, bus, history }: World): string[] {
  const outboxes = Object.entries({
    gateway: stores.calls.outbox,
    policy: stores.governance.outbox,
    approvals: stores.approvals.outbox,
    credentials: stores.credentials.outbox,
    audit: stores.auditOutbox,
  });
  const unsent = outboxes
    .filter(([, outbox]) => outbox.size() > 0)
    .map(([service, outbox]) => `${service} still has ${outbox.size()} events in its outbox`);
  const unread = ['gateway', 'policy', 'approvals']
    .filter((name) => bus.durable(name).open() > 0)
    .map((name) => `${name} has not handled ${bus.durable(name).open()} events`);
  const sealed = stores.record.position.sequence;
  const unsealed = sealed === bus.stream.last ? [] : [`sealed up to #${sealed} of #${bus.stream.last}`];
  return history.stored.length === 0 ? ['nothing ever happened'] : [...unsent, ...unread, ...unsealed];
}
