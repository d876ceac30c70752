import { acknowledgedWithinMs } from '@countersign/contracts';
import type { Network } from './network.js';
import type { StreamMessage } from './simulated-stream.js';

const retryDelayMs = 500;

/** A client that has asked for the next message. */
export interface Puller {
  isReachable(): boolean;
  isAlive(): boolean;
  take(message: StreamMessage): void;
}

/** What the bus keeps for one durable consumer: which messages are still to be handled, whoever reads them. */
export class DurableConsumer {
  private due: StreamMessage[] = [];
  private readonly handedOut = new Map<StreamMessage, () => void>();
  private pullers: Puller[] = [];

  constructor(
    private readonly network: Network,
    private readonly kinds: ReadonlySet<string>,
  ) {}

  /** Messages that are not yet known to be handled. */
  open(): number {
    return this.due.length + this.handedOut.size;
  }

  offer(message: StreamMessage): void {
    if (!this.kinds.has(message.kind)) return;
    this.due.push(message);
    this.feed();
  }

  pull(puller: Puller): void {
    this.pullers.push(puller);
    this.feed();
  }

  acknowledge(message: StreamMessage): void {
    this.handedOut.get(message)?.();
    this.handedOut.delete(message);
    this.due = this.due.filter((waiting) => waiting !== message);
  }

  /** Not handled: comes again after a pause, others meanwhile. */
  later(message: StreamMessage): void {
    if (!this.handedOut.has(message)) return;
    this.handedOut.get(message)?.();
    this.expect(message, retryDelayMs);
  }

  /** The stream holds nothing behind this sequence any more. */
  forgetAfter(sequence: number): void {
    this.due = this.due.filter((message) => message.sequence <= sequence);
    for (const [handed, cancel] of this.handedOut) {
      if (handed.sequence <= sequence) continue;
      cancel();
      this.handedOut.delete(handed);
    }
  }

  /** Hands out what is due to whoever can be reached. */
  feed(): void {
    this.pullers = this.pullers.filter((puller) => puller.isAlive());
    for (let reachable = this.reachable(); reachable.length > 0 && this.due.length > 0; reachable = this.reachable()) {
      const message = this.due.shift() as StreamMessage;
      this.expect(message, acknowledgedWithinMs);
      if (this.network.loses()) continue;
      this.send(message, this.network.random.pick(reachable));
    }
  }

  private send(message: StreamMessage, puller: Puller): void {
    this.pullers = this.pullers.filter((other) => other !== puller);
    if (this.network.doubles()) this.due.push(message);
    const arrive = () => {
      if (puller.isReachable()) puller.take(message);
      else this.pull(puller);
    };
    this.network.time.after(this.network.delay(), arrive, puller);
  }

  private expect(message: StreamMessage, milliseconds: number): void {
    const again = () => {
      this.handedOut.delete(message);
      this.due.push(message);
      this.feed();
    };
    this.handedOut.set(message, this.network.time.after(milliseconds, again, null));
  }

  private reachable(): Puller[] {
    return this.pullers.filter((puller) => puller.isReachable());
  }
}
