import { eventStream, type Leaf } from '@countersign/contracts';
import { connectBus, parseEventMessage, type ReceivedEvent } from '@countersign/messaging';
import { DeliverPolicy, jetstream } from '@nats-io/jetstream';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Product } from '../e2e/product.js';

export interface BusWatch {
  /** The exact bytes of every event that the stream has taken, by `keyOf`. */
  seen: ReadonlyMap<string, Buffer>;
  /** Whether an event about this has been heard. */
  hasHeardOf(subject: string): boolean;
  /** Messages that are no event. */
  strange: readonly string[];
  close(): Promise<void>;
}

export const keyOf = ({ tenant, source, id }: Pick<Leaf, 'tenant' | 'source' | 'id'>) => `${tenant}/${source}/${id}`;

/** Hears each event as soon as the stream has it, as the one user that may make consumers. Lives through restarts of NATS. */
export async function watchBus(
  { dev, dataDir }: Pick<Product, 'dev' | 'dataDir'>,
  heard: (event: ReceivedEvent) => void,
): Promise<BusWatch> {
  const passwords = JSON.parse(readFileSync(join(dataDir, 'secrets', 'nats.json'), 'utf8')) as Record<string, string>;
  const login = { servers: [dev.natsUrl], user: 'provisioner', password: passwords['provisioner'] ?? '' };
  const connection = await connectBus('provisioner', login);
  const seen = new Map<string, Buffer>();
  const subjects = new Set<string>();
  const strange: string[] = [];
  let next = 1;
  let stopped = false;
  const follow = async () => {
    const from = { deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: next };
    const consumer = await jetstream(connection).consumers.get(eventStream, from);
    for await (const message of await consumer.consume({ expires: 2_000 })) {
      next = message.seq + 1;
      const event = parseEventMessage(message.subject, message.data);
      if (!event.ok) strange.push(`${message.subject}: ${event.refusal.message}`);
      else {
        const key = keyOf(event.value.leaf);
        const bytes = Buffer.from(event.value.leafBytes);
        if (seen.get(key)?.equals(bytes) === false) strange.push(`${key} said twice, differently`);
        seen.set(key, bytes);
        subjects.add(event.value.leaf.subject);
        heard(event.value);
      }
    }
  };
  const done = (async () => {
    while (!stopped) {
      // NATS is one of those that are killed: then it is asked again, from where we were.
      await follow().catch(() => undefined);
      await sleep(100);
    }
  })();
  const close = async () => {
    stopped = true;
    await connection.close();
    await done;
  };
  return { seen, strange, hasHeardOf: (subject) => subjects.has(subject), close };
}
