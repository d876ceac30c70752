import type { EventPublisher, PreparedEvent, Published } from '@countersign/messaging';
import type { SeededRandom } from './seeded-random.js';
import type { VirtualTime } from './virtual-time.js';

export interface StoredMessage {
  sequence: number;
  subject: string;
  messageId: string;
  data: Buffer;
}

export interface StreamFaults {
  /** The publisher gets an error although the message was stored. */
  lostAcknowledgement: number;
  /** The message never arrives. */
  lostMessage: number;
  /** Core delivery of one message to one listener is lost. */
  lostDelivery: number;
  /** Core delivery comes twice. */
  doubledDelivery: number;
  slowestMs: number;
}

interface Listener {
  matches: (message: StoredMessage) => boolean;
  hear: (message: StoredMessage) => void;
}

const publishTimeoutMs = 3_000;

/** The event stream with the faults that a real one may show: late, lost, doubled and reordered deliveries, lost acknowledgements. */
export class SimulatedStream {
  readonly messages: StoredMessage[] = [];
  private readonly byMessageId = new Map<string, number>();
  private readonly listeners = new Set<Listener>();

  constructor(
    private readonly time: VirtualTime,
    private readonly random: SeededRandom,
    private readonly faults: StreamFaults,
  ) {}

  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  publisher(): EventPublisher {
    return { publish: (event) => this.publish(event) };
  }

  private async publish(event: PreparedEvent): Promise<Published> {
    if (this.random.chance(this.faults.lostMessage)) return this.timeOut('the message was lost');
    const published = this.store(event);
    this.deliver(event, published.sequence);
    if (this.random.chance(this.faults.lostAcknowledgement)) return this.timeOut('the acknowledgement was lost');
    return published;
  }

  private store(event: PreparedEvent): Published {
    const known = this.byMessageId.get(event.messageId);
    if (known !== undefined) return { sequence: known, duplicate: true };
    const sequence = this.messages.length + 1;
    this.messages.push({ sequence, subject: event.subject, messageId: event.messageId, data: event.body });
    this.byMessageId.set(event.messageId, sequence);
    return { sequence, duplicate: false };
  }

  private deliver(event: PreparedEvent, sequence: number): void {
    const message = { sequence, subject: event.subject, messageId: event.messageId, data: event.body };
    for (const listener of this.listeners) {
      if (!listener.matches(message) || this.random.chance(this.faults.lostDelivery)) continue;
      const times = this.random.chance(this.faults.doubledDelivery) ? 2 : 1;
      for (let time = 0; time < times; time++)
        this.time.after(this.random.between(0, this.faults.slowestMs), () => listener.hear(message));
    }
  }

  private async timeOut(why: string): Promise<never> {
    await this.time.sleep(publishTimeoutMs);
    throw new Error(`publishing timed out: ${why}`);
  }
}
