import { rpcSubject, type Refused, type RpcDefinition, type Service, type Watermark } from '@countersign/contracts';
import {
  WatermarkRecord,
  type CoreSubscription,
  type DurableSubscription,
  type EventPublisher,
  type RpcPort,
  type RpcRoute,
} from '@countersign/messaging';
import { kindOf, type BusRequest, type BusServer } from './bus-server.js';
import type { MortalProcess } from './mortal-process.js';
import type { StreamMessage } from './simulated-stream.js';

export interface CoreListener {
  connection: SimulatedConnection;
  kinds: ReadonlySet<string>;
  queue: string | undefined;
  hear: (message: StreamMessage) => void;
}

const publishTimeoutMs = 3_000;
const requestTimeoutMs = 3_000;
/** A cut connection is noticed by missing pings. */
const slowestToNoticeMs = 10_000;

const unreachable: Refused = {
  ok: false,
  refusal: { reasonCode: 'service_unavailable', message: 'The service did not answer.' },
};
const failed: Refused = { ok: false, refusal: { reasonCode: 'internal_error', message: 'Something unexpected.' } };

/** One process's end of the bus, with the surface of the real one. */
export class SimulatedConnection {
  readonly record: WatermarkRecord;
  readonly publisher: EventPublisher = {
    publish: (event) =>
      this.request(() => this.bus.receive(event, this.service), publishTimeoutMs).then((published) => {
        if (!published) throw new Error(`${this.service} may not publish ${event.subject}`);
        return published;
      }),
  };
  readonly rpc: RpcPort = {
    call: (definition, request, timeoutMs) => this.ask(definition, request, timeoutMs) as never,
  };
  readonly routes = new Map<string, RpcRoute>();
  private readonly listeners: CoreListener[] = [];
  private readonly atDisconnect: (() => void)[] = [];
  private life: number;
  private cut = false;

  constructor(
    private readonly bus: BusServer,
    readonly service: Service,
    readonly process: MortalProcess,
  ) {
    this.life = bus.isUp() ? bus.life : 0;
    this.record = new WatermarkRecord(() => this.bus.network.time.now());
    if (!bus.isUp()) this.disconnected();
  }

  isReachable(): boolean {
    return this.bus.isUp() && !this.cut && this.life === this.bus.life && this.process.isAlive();
  }

  connected(): boolean {
    return true;
  }

  onDisconnect(work: () => void): void {
    this.atDisconnect.push(work);
  }

  serve(routes: readonly RpcRoute[]): void {
    for (const route of routes) this.routes.set(rpcSubject(route.definition), route);
  }

  subscribeCore({ types, queue, handle }: CoreSubscription): void {
    const hear = (message: StreamMessage) => {
      const event = message.parse();
      if (event.ok) void Promise.resolve(handle(event.value)).catch(() => undefined);
    };
    this.listeners.push({ connection: this, kinds: new Set(types.map(kindOf)), queue, hear });
  }

  watchSubjects(types: readonly string[], heard: (id: string) => void): void {
    const hear = ({ event }: StreamMessage) => heard(event.subject.slice(event.subject.lastIndexOf('.') + 1));
    this.listeners.push({ connection: this, kinds: new Set(types.map(kindOf)), queue: undefined, hear });
  }

  consume(subscription: DurableSubscription): void {
    void this.consumeForever(subscription);
  }

  broadcast(watermark: Watermark): void {
    const { life } = this;
    if (!this.process.step()) return;
    this.bus.network.carry(null, () => {
      if (this.isReachable() && life === this.bus.life) this.bus.broadcast(watermark);
    });
  }

  listenersTo(kind: string): CoreListener[] {
    return this.listeners.filter((listener) => listener.kinds.has(kind));
  }

  hear(listener: CoreListener, message: StreamMessage): void {
    this.bring(() => listener.hear(message));
  }

  hearWatermark(watermark: Watermark): void {
    const { life } = this;
    this.bus.network.carry(this.process, () => {
      if (this.isReachable() && life === this.bus.life) this.record.advance(watermark);
    });
  }

  /** Cuts this process off the bus; it notices after a while. */
  cutOff(): void {
    const { random, time } = this.bus.network;
    this.cut = true;
    this.life = 0;
    time.after(random.between(0, slowestToNoticeMs), () => this.cut && this.disconnected(), this.process);
  }

  mend(): void {
    if (!this.cut) return;
    this.cut = false;
    this.disconnected();
    this.reconnect();
  }

  /** The process notices that it is not connected any more. */
  disconnected(): void {
    this.life = 0;
    this.record.interrupted();
    for (const work of this.atDisconnect) work();
  }

  reconnect(): void {
    if (!this.bus.isUp() || this.cut) return;
    this.life = this.bus.life;
    this.bus.resume();
  }

  /** Asks the server of the bus itself. Rejects when no answer comes in time: whether the work was done is then unknown. */
  request<T>(work: () => T, timeoutMs: number): Promise<T> {
    const { network } = this.bus;
    const { life } = this;
    return new Promise((resolve, reject) => {
      const giveUp = network.time.after(timeoutMs, () => reject(new Error('the bus did not answer')), this.process);
      const back = (value: T) => {
        if (!this.isReachable() || life !== this.bus.life || !this.process.step()) return;
        giveUp();
        resolve(value);
      };
      const arrive = () => {
        if (!this.isReachable() || life !== this.bus.life) return;
        const value = work();
        network.carry(this.process, () => back(value));
      };
      if (this.process.step()) network.carry(null, arrive);
    });
  }

  private bring(hear: () => void): void {
    const { life } = this;
    this.bus.network.carry(this.process, () => {
      if (this.isReachable() && life === this.bus.life && this.process.step()) hear();
    });
  }

  private ask(definition: RpcDefinition, request: unknown, timeoutMs = requestTimeoutMs): Promise<unknown> {
    const subject = rpcSubject(definition);
    if (!definition.callers.includes(this.service)) this.bus.refuse(this.service, subject);
    const { network } = this.bus;
    const body = JSON.stringify(request);
    return new Promise((resolve) => {
      const giveUp = network.time.after(timeoutMs, () => resolve(unreachable), this.process);
      const back = (reply: string) => {
        if (!this.isReachable() || !this.process.step()) return;
        giveUp();
        const answer = JSON.parse(reply) as { ok: boolean; value?: unknown };
        resolve(answer.ok ? { ok: true, value: definition.response.parse(answer.value) } : answer);
      };
      const arrive = () => {
        const reply = (text: string) => network.carry(this.process, () => back(text));
        if (this.isReachable()) this.bus.ask({ subject, body, reply });
      };
      if (this.process.step()) network.carry(null, arrive);
    });
  }

  /** Answers a request by the route of its subject. */
  answer({ subject, body, reply }: BusRequest): void {
    const route = this.routes.get(subject);
    this.bring(() => {
      const request = route?.definition.request.safeParse(JSON.parse(body));
      const answered = request?.success ? route?.handle(request.data) : undefined;
      void Promise.resolve(answered ?? failed)
        .catch(() => failed)
        .then((result) => this.process.step() && this.isReachable() && reply(JSON.stringify(result)));
    });
  }

  private async consumeForever({ consumer, handle, skip }: DurableSubscription): Promise<void> {
    const durable = this.bus.durable(consumer);
    for (;;) {
      const message = await new Promise<StreamMessage>((take) =>
        durable.pull({ take, isReachable: () => this.isReachable(), isAlive: () => this.process.isAlive() }),
      );
      if (!this.process.step()) return;
      const event = message.parse();
      const isDone = skip?.(message.event.subject) || !event.ok;
      const answer = isDone ? undefined : await handle(event.value).catch(() => 'later' as const);
      this.tell(() => (answer === 'later' ? durable.later(message) : durable.acknowledge(message)));
    }
  }

  /** Says something to the server that needs no answer. */
  private tell(work: () => void): void {
    if (this.process.step()) this.bus.network.carry(null, () => this.isReachable() && work());
  }
}
