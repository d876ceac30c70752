import { every } from '@countersign/chassis';
import { hasCallStarted as hasCallStartedRpc, type Leaf } from '@countersign/contracts';
import { OutboxRelay, rpcRoute } from '@countersign/messaging';
import { SimulatedEventStream } from '@countersign/testing';
import { hasCallStarted } from '../../../services/audit/src/handlers/has-call-started.js';
import { sealerStartedEvent } from '../../../services/audit/src/handlers/sealer-started-event.js';
import { Sealer } from '../../../services/audit/src/jobs/sealer.js';
import type { SealingObserver } from '../../../services/audit/src/jobs/sealing-session.js';
import type { Append, SealStore } from '../../../services/audit/src/ports/seal-store.js';
import type { Life, World } from '../world/world.js';

/** Starts audit's sealer as its `assemble.ts` does. Checkpoints are signed tree heads and play no part in the promises checked here. */
export function startAudit({ world, process }: Life): void {
  const connection = world.bus.connect('audit', process);
  const distance = world.distanceToStore('audit');
  const { auditOutbox } = world.stores;
  const report = (error: unknown) => world.history.note(process.name, `reports: ${String(error)}`);
  const relay = new OutboxRelay({
    store: process.reach(auditOutbox, distance),
    publisher: connection.publisher,
    watermark: () => connection.record.current(),
    report,
  });
  const observer: SealingObserver = {
    began: ({ epoch }) => {
      world.history.note(process.name, `seals, epoch ${epoch}`);
      const size = world.stores.record.leaves.get('system')?.length ?? 0;
      const started = sealerStartedEvent({ epoch, size }, world.time);
      auditOutbox.add(started);
      relay.publishNow([started]).catch(report);
    },
    sealed: () => undefined,
    ended: () => world.history.note(process.name, 'seals no more'),
  };
  connection.serve([rpcRoute(hasCallStartedRpc, hasCallStarted({ record: sealedEvents(world) }))]);
  const broadcast = connection.broadcast.bind(connection);
  const store = world.plants.sealing(observed(world), broadcast);
  const sealer = new Sealer({
    open: async () => ({
      store: process.reach(store, distance),
      tryLock: async () => world.sealerTurn.take(process),
      close: async () => world.sealerTurn.leave(process),
    }),
    stream: new SimulatedEventStream(world.bus, connection),
    ...{ broadcast, clock: world.time, report, observer },
  });
  connection.onDisconnect(() => sealer.interrupt(new Error('the connection to the bus was lost')));
  every(500, async () => auditOutbox.size() > 0 && relay.sweep(), report);
  sealer.start();
}

/** What is sealed about a call, as audit reads it. */
function sealedEvents({ stores }: World): Parameters<typeof hasCallStarted>[0]['record'] {
  return {
    listEvents: async (tenant, { subject, types = [] }) =>
      (stores.record.leaves.get(tenant) ?? []).filter(({ bytes }) => {
        const leaf = JSON.parse(Buffer.from(bytes).toString('utf8')) as Leaf;
        return leaf.subject === subject && types.includes(leaf.type);
      }) as never[],
  };
}

/** The event store, from which the history learns what is sealed at the very moment it is. */
function observed(world: World): SealStore {
  const { record } = world.stores;
  return {
    takeOver: () => record.takeOver(),
    findLeaves: (events) => record.findLeaves(events),
    holdsEpoch: (epoch) => record.holdsEpoch(epoch),
    append: async (append) => {
      const outcome = await record.append(append);
      if (outcome === 'appended') note(world, append);
      return outcome;
    },
  };
}

function note({ history }: World, { growths, to }: Append): void {
  history.note('record', `sealed up to #${to.sequence} of ${to.incarnation}`);
  for (const { tenant, leaves } of growths) {
    for (const { index, bytes } of leaves) history.record.add(tenant, index, bytes);
  }
}
