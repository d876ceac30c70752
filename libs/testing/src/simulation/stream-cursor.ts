import type { DeliveredMessage, Delivery } from '@countersign/messaging';
import type { Network } from './network.js';
import type { Mortal } from './virtual-time.js';
import type { SimulatedStream } from './simulated-stream.js';

/** Messages under way to one reader, until its time is over or it has closed the delivery. */
export class SimulatedDelivery implements Delivery {
  private readonly arrived: DeliveredMessage[] = [];
  private over = false;
  private wake: () => void = () => undefined;

  constructor(
    readonly reader: Mortal & { isReachable(): boolean },
    private room: number,
  ) {}

  takes(): boolean {
    return !this.over && this.room > 0 && this.reader.isReachable();
  }

  reserve(): void {
    this.room--;
  }

  arrive(message: DeliveredMessage): void {
    this.arrived.push(message);
    this.wake();
  }

  async close(): Promise<void> {
    this.over = true;
    this.wake();
  }

  async *[Symbol.asyncIterator](): AsyncIterator<DeliveredMessage> {
    for (;;) {
      for (let next = this.arrived.shift(); next; next = this.arrived.shift()) yield next;
      if (this.over) return;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }
}

/** The durable consumer of the one who reads everything in order: it only remembers how far it has handed out. */
export class StreamCursor {
  delivered = 0;
  private deliveries: SimulatedDelivery[] = [];

  constructor(
    private readonly network: Network,
    private readonly stream: SimulatedStream,
  ) {}

  open(delivery: SimulatedDelivery): void {
    this.deliveries.push(delivery);
    this.feed();
  }

  feed(): void {
    this.deliveries = this.deliveries.filter((delivery) => delivery.takes());
    for (let delivery = this.deliveries[0]; delivery && this.delivered < this.stream.last;) {
      this.hand(delivery, ++this.delivered);
      if (!delivery.takes()) return this.feed();
    }
  }

  private hand(delivery: SimulatedDelivery, sequence: number): void {
    const message = this.stream.message(sequence);
    if (!message) return;
    delivery.reserve();
    const { subject, body } = message.event;
    const arrive = () => delivery.arrive({ seq: sequence, subject, data: body, awaited: true, ack: () => undefined });
    this.network.carry(delivery.reader, arrive);
  }
}
