import { rpcSubject, type Refused, type RpcDefinition, type Watermark } from '@countersign/contracts';
import {
  WatermarkRecord,
  type CoreSubscription,
  type DurableSubscription,
  type EventPublisher,
  type RpcPort,
  type RpcRoute,
} from '@countersign/messaging';
import { BusLink } from './bus-link.js';
import type { BusRequest } from './bus-server.js';
import { kindOf, kindOfSubject } from './event-kind.js';
import type { StreamMessage } from './simulated-stream.js';

export interface CoreListener {
  kinds: ReadonlySet<string>;
  queue: string | undefined;
  /** Brings the message on its way to the one who listens. */
  deliver: (message: StreamMessage) => void;
}

type RawCallback = (error: Error | null, message: { subject: string; data: Uint8Array }) => void;

const publishTimeoutMs = 3_000;
const requestTimeoutMs = 3_000;

const unreachable: Refused = {
  ok: false,
  refusal: { reasonCode: 'service_unavailable', message: 'The service did not answer.' },
};
const failed: Refused = { ok: false, refusal: { reasonCode: 'internal_error', message: 'Something unexpected.' } };

/** One process's end of the bus, with the surface of the real one. */
export class SimulatedConnection extends BusLink {
  readonly record = new WatermarkRecord(() => this.bus.network.time.now());
  readonly publisher: EventPublisher = { publish: (event) => this.publish(event) };
  readonly rpc: RpcPort = {
    call: (definition, request, timeoutMs) => this.ask(definition, request, timeoutMs) as never,
  };
  /** What services use of the client library itself. */
  readonly connection = {
    subscribe: (subject: string, { callback }: { callback: RawCallback }) =>
      this.listen([kindOfSubject(subject)], ({ event }) =>
        callback(null, { subject: event.subject, data: event.body }),
      ),
  };
  private readonly routes = new Map<string, RpcRoute>();
  private readonly listeners: CoreListener[] = [];

  connected(): boolean {
    return true;
  }

  serve(routes: readonly RpcRoute[]): void {
    for (const route of routes) this.routes.set(rpcSubject(route.definition), route);
  }

  serves(subject: string): boolean {
    return this.routes.has(subject);
  }

  subscribeCore({ types, queue, handle }: CoreSubscription): void {
    const hear = (message: StreamMessage) => {
      const event = message.parse();
      if (event.ok) void Promise.resolve(handle(event.value)).catch(() => undefined);
    };
    this.listen(types.map(kindOf), hear, queue);
  }

  watchSubjects(types: readonly string[], heard: (id: string, tenant: string) => void): void {
    const hear = ({ event }: StreamMessage) =>
      heard(event.subject.slice(event.subject.lastIndexOf('.') + 1), event.tenant);
    this.listen(types.map(kindOf), hear);
  }

  consume(subscription: DurableSubscription): void {
    void this.consumeForever(subscription);
  }

  broadcast(watermark: Watermark): void {
    this.send(() => this.bus.broadcast(watermark));
  }

  listenersTo(kind: string): CoreListener[] {
    return this.listeners.filter((listener) => listener.kinds.has(kind));
  }

  hearWatermark(watermark: Watermark): void {
    this.bring(() => this.record.advance(watermark), true);
  }

  /** Hears at once what it has heard before: nobody waits for that, so nothing follows from it. False when it is news. */
  hearsAgain(watermark: Watermark): boolean {
    const known = this.record.current();
    const isKnown =
      known !== null &&
      known.incarnation.startsWith(`${watermark.incarnation}@`) &&
      known.sequence === watermark.sequence;
    if (isKnown) this.record.advance(watermark);
    return isKnown;
  }

  override disconnected(): void {
    this.record.interrupted();
    super.disconnected();
  }

  /** Answers a request by the route of its subject. */
  answer({ subject, body, reply }: BusRequest): void {
    const route = this.routes.get(subject);
    this.bring(() => {
      const request = route?.definition.request.safeParse(JSON.parse(body));
      const answered = request?.success ? route?.handle(request.data) : undefined;
      void Promise.resolve(answered ?? failed)
        .catch(() => failed)
        .then((result) => this.send(() => reply(JSON.stringify(result))));
    });
  }

  private listen(kinds: readonly string[], hear: (message: StreamMessage) => void, queue?: string): void {
    const deliver = (message: StreamMessage) => this.bring(() => hear(message));
    this.listeners.push({ kinds: new Set(kinds), queue, deliver });
  }

  private async publish(event: Parameters<EventPublisher['publish']>[0]) {
    const published = await this.request(() => this.bus.receive(event, this), publishTimeoutMs);
    if (!published) throw new Error(`${this.service} may not publish ${event.subject}`);
    return published;
  }

  private ask(definition: RpcDefinition, request: unknown, timeoutMs = requestTimeoutMs): Promise<unknown> {
    const subject = rpcSubject(definition);
    if (!definition.callers.includes(this.service)) this.bus.refuse(this.service, subject);
    const body = JSON.stringify(request);
    return new Promise((resolve) => {
      const giveUp = this.bus.network.time.after(timeoutMs, () => resolve(unreachable), this.process);
      const take = (text: string) => {
        giveUp();
        const answer = JSON.parse(text) as { ok: boolean; value?: unknown };
        resolve(answer.ok ? { ok: true, value: definition.response.parse(answer.value) } : answer);
      };
      this.send(() => this.bus.ask({ subject, body, reply: (text) => this.bring(() => take(text)) }));
    });
  }

  private async consumeForever({ consumer, handle, skip }: DurableSubscription): Promise<void> {
    const durable = this.bus.durable(consumer);
    for (;;) {
      const message = await new Promise<StreamMessage>((take) =>
        durable.pull({ take, isReachable: () => this.isReachable(), isAlive: () => this.process.isAlive() }),
      );
      if (!this.process.step()) return;
      const isDone = skip?.(message.event.subject) ?? false;
      const event = isDone ? null : message.parse();
      const answer = event?.ok ? await handle(event.value).catch(() => 'later' as const) : undefined;
      this.send(() => (answer === 'later' ? durable.later(message) : durable.acknowledge(message)));
    }
  }
}
