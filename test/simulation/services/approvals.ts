import { every, verifyValue } from '@countersign/chassis';
import { decisionPayloadType, type Decision } from '@countersign/contracts';
import { OutboxRelay, type PreparedEvent, type ReceivedEvent } from '@countersign/messaging';
import { expireApprovals } from '../../../services/approvals/src/handlers/expire-approvals.js';
import { eventRoutes } from '../../../services/approvals/src/transport/event-routes.js';
import { rpcRoutes } from '../../../services/approvals/src/transport/rpc-routes.js';
import { signing, trusted } from '../world/keys.js';
import type { Life } from '../world/world.js';

const grantTtlMs = 86_400_000;

/** Starts approvals as its `assemble.ts` does. */
export function startApprovals({ world, process }: Life): void {
  const connection = world.bus.connect('approvals', process);
  const distance = world.distanceToStore('approvals');
  const { approvals } = world.stores;
  const report = (error: unknown) => world.history.note(process.name, `reports: ${String(error)}`);
  const relay = new OutboxRelay({
    store: process.reach(approvals.outbox, distance),
    publisher: connection.publisher,
    watermark: () => connection.record.current(),
    report,
  });
  const parts = {
    store: process.reach(world.plants.approvals(approvals), distance),
    clock: world.time,
    ids: world.ids,
    publish: (events: PreparedEvent[]) => relay.publishNow(events),
    signGrant: signing.grant,
    verifyDecision: ({ decision, signature }: { decision: Decision; signature: string }) =>
      verifyValue({ payloadType: decisionPayloadType, value: decision, signature }, trusted.policy),
    grantTtlMs,
  };
  const routes = eventRoutes(parts);
  const handle = async (event: ReceivedEvent) => routes[event.leaf.type]?.(event);
  connection.serve(rpcRoutes(parts));
  connection.subscribeCore({ types: ['GovernancePublished'], queue: 'approvals', handle });
  connection.consume({ consumer: 'approvals', handle });
  every(500, async () => approvals.outbox.size() > 0 && relay.sweep(), report);
  every(1_000, expireApprovals(parts), report);
}
