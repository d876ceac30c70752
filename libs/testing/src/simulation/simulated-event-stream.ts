import type { Delivery, EventStream } from '@countersign/messaging';
import type { SimulatedBus } from './simulated-bus.js';
import type { SimulatedConnection } from './simulated-connection.js';
import { SimulatedDelivery } from './stream-cursor.js';

const timeoutMs = 2_000;

/** The stream as one who must miss nothing reads it, with the surface of the real one. */
export class SimulatedEventStream implements Pick<EventStream, 'state' | 'delivered' | 'message' | 'fetch'> {
  constructor(
    private readonly bus: SimulatedBus,
    private readonly connection: SimulatedConnection,
  ) {}

  state() {
    const { stream } = this.bus;
    return this.ask(() => ({ created: stream.created, first: 1, last: stream.last }));
  }

  delivered(): Promise<number> {
    return this.ask(() => this.bus.cursor.delivered);
  }

  message(sequence: number) {
    return this.ask(() => {
      const found = this.bus.stream.message(sequence);
      return found ? { sequence, subject: found.event.subject, data: found.event.body } : null;
    });
  }

  async fetch(limit: number, milliseconds: number): Promise<Delivery> {
    const reader = {
      isAlive: () => this.connection.process.isAlive(),
      isReachable: () => this.connection.isReachable(),
    };
    const delivery = new SimulatedDelivery(reader, limit);
    this.bus.network.carry(null, () => this.bus.cursor.open(delivery));
    this.bus.network.time.after(milliseconds, () => void delivery.close());
    return delivery;
  }

  private ask<T>(work: () => T): Promise<T> {
    return this.connection.request(work, timeoutMs);
  }
}
