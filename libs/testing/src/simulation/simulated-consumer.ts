import { parseEventMessage, type ReceivedEvent } from '@countersign/messaging';
import type { MortalProcess } from './mortal-process.js';
import type { SimulatedStream, StoredMessage } from './simulated-stream.js';
import type { VirtualTime } from './virtual-time.js';

/** What a durable consumer remembers over the deaths of its readers. */
export class ConsumerPosition {
  private readonly acknowledged = new Set<number>();

  isDone(sequence: number): boolean {
    return this.acknowledged.has(sequence);
  }

  acknowledge(sequence: number): void {
    this.acknowledged.add(sequence);
  }
}

export interface ConsumerParts {
  time: VirtualTime;
  stream: SimulatedStream;
  position: ConsumerPosition;
  process: MortalProcess;
  wants: (message: StoredMessage) => boolean;
  handle: (event: ReceivedEvent) => Promise<void | 'later'>;
}

const lookEveryMs = 200;
const retryDelayMs = 500;

async function take(parts: ConsumerParts, message: StoredMessage): Promise<void> {
  const event = parseEventMessage(message.subject, message.data);
  if (!event.ok) return parts.position.acknowledge(message.sequence);
  const answer = await parts.handle(event.value).catch(() => 'later' as const);
  if (answer === 'later') await parts.time.sleep(retryDelayMs);
  else parts.position.acknowledge(message.sequence);
}

/** Delivers every wanted message at least once, in order, again after a failure or a death: what JetStream's durable consumer promises. */
export async function consumeSimulated(parts: ConsumerParts): Promise<void> {
  while (parts.process.isAlive()) {
    const due = parts.stream.messages.filter(
      (message) => parts.wants(message) && !parts.position.isDone(message.sequence),
    );
    for (const message of due) {
      if (!parts.process.isAlive()) return;
      await take(parts, message);
    }
    await parts.time.sleep(lookEveryMs);
  }
}
