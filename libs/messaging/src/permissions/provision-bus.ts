import {
  acknowledgedWithinMs,
  allEventSubjects,
  durableConsumers,
  eventStream,
  type DurableConsumer,
} from '@countersign/contracts';
import {
  AckPolicy,
  DeliverPolicy,
  DiscardPolicy,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
  type JetStreamManager,
} from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { isDeepStrictEqual } from 'node:util';
import { maxStoredBytes } from '../events/event-message.js';

const dayNs = 86_400_000_000_000;
const secondNs = 1_000_000_000;
const msNs = 1_000_000;

function streamConfig(replicas: number) {
  return {
    name: eventStream,
    subjects: [allEventSubjects],
    storage: StorageType.File,
    retention: RetentionPolicy.Limits,
    discard: DiscardPolicy.Old,
    max_age: 7 * dayNs,
    max_msg_size: maxStoredBytes,
    duplicate_window: 120 * secondNs,
    num_replicas: replicas,
    deny_delete: true,
    deny_purge: true,
    allow_rollup_hdrs: false,
  };
}

/** Audit acknowledges whole batches in stream order; the others each event. */
function consumerConfig(consumer: DurableConsumer) {
  const isAudit = consumer.service === 'audit';
  return {
    durable_name: consumer.name,
    ack_policy: isAudit ? AckPolicy.All : AckPolicy.Explicit,
    deliver_policy: DeliverPolicy.All,
    ack_wait: isAudit ? 30 * secondNs : acknowledgedWithinMs * msNs,
    max_ack_pending: 20_000,
    ...(consumer.filterSubjects.length === 1
      ? { filter_subject: consumer.filterSubjects[0] as string }
      : { filter_subjects: consumer.filterSubjects }),
  };
}

async function ensureStream(manager: JetStreamManager, replicas: number): Promise<void> {
  const config = streamConfig(replicas);
  try {
    const present = (await manager.streams.info(eventStream)).config;
    const isAsWanted = Object.entries(config).every(([name, value]) =>
      isDeepStrictEqual(present[name as keyof typeof present], value),
    );
    // An update gives the stream a new date of birth, by which audit would take it for another stream and read it all again.
    if (!isAsWanted) await manager.streams.update(eventStream, config);
  } catch (error) {
    if (!/not found/i.test(String(error))) throw error;
    await manager.streams.add(config);
  }
}

/** Creates or updates the stream and every durable consumer. Run by deploy with the `provisioner` user, never by a service. */
export async function provisionBus(connection: NatsConnection, replicas = 1): Promise<void> {
  const manager = await jetstreamManager(connection);
  await ensureStream(manager, replicas);
  for (const consumer of durableConsumers) await manager.consumers.add(eventStream, consumerConfig(consumer));
}
