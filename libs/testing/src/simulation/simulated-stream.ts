import { parseEventMessage, type PreparedEvent, type Published } from '@countersign/messaging';
import { kindOfSubject } from './event-kind.js';

/** As provisioned: how long the stream recognises a message that comes again. */
const duplicateWindowMs = 120_000;

/** One stored message. Whoever reads it reads the same bytes, so they are parsed once for all. */
export class StreamMessage {
  /** `<writer>.<type>`: what subscriptions choose by. */
  readonly kind: string;
  private received: ReturnType<typeof parseEventMessage> | undefined;

  constructor(
    readonly sequence: number,
    readonly event: PreparedEvent,
  ) {
    this.kind = kindOfSubject(event.subject);
  }

  parse(): ReturnType<typeof parseEventMessage> {
    return (this.received ??= parseEventMessage(this.event.subject, this.event.body));
  }
}

/** What the bus keeps: every message in order, until a power failure takes the newest ones back. */
export class SimulatedStream {
  readonly messages: StreamMessage[] = [];
  private lives = 1;
  private readonly known = new Map<string, { sequence: number; at: number }>();

  constructor(private readonly now: () => number) {}

  /** A re-created stream has another one. */
  get created(): string {
    return `stream ${this.lives}`;
  }

  get last(): number {
    return this.messages.length;
  }

  message(sequence: number): StreamMessage | undefined {
    return this.messages[sequence - 1];
  }

  store(event: PreparedEvent): Published & { message: StreamMessage } {
    const known = this.known.get(event.messageId);
    if (known && this.now() - known.at < duplicateWindowMs) {
      return { sequence: known.sequence, duplicate: true, message: new StreamMessage(known.sequence, event) };
    }
    const message = new StreamMessage(this.last + 1, event);
    this.messages.push(message);
    this.known.set(event.messageId, { sequence: message.sequence, at: this.now() });
    return { sequence: message.sequence, duplicate: false, message };
  }

  /** Power failed before the newest messages were on the disk, although they had been acknowledged. */
  loseNewest(count: number): void {
    for (const { event } of this.messages.splice(Math.max(0, this.last - count))) this.known.delete(event.messageId);
  }

  /** The disk is gone: an empty stream is made anew. */
  loseEverything(): void {
    this.loseNewest(this.last);
    this.lives++;
  }
}
