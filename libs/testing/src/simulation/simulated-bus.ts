import type { Service, Watermark } from '@countersign/contracts';
import type { PreparedEvent, Published } from '@countersign/messaging';
import type { BusRequest, BusServer, Sender } from './bus-server.js';
import { kindOf } from './event-kind.js';
import { DurableConsumer } from './durable-consumer.js';
import type { MortalProcess } from './mortal-process.js';
import { fairWeather, type Network } from './network.js';
import { SimulatedConnection, type CoreListener } from './simulated-connection.js';
import { SimulatedStream, type StreamMessage } from './simulated-stream.js';
import { StreamCursor } from './stream-cursor.js';

/** What a spec may want to know of everything that crosses the bus. */
export interface BusObserver {
  stored(message: StreamMessage, by: Sender): void;
  /** A service tried what its user may not do. */
  refused(by: Service, subject: string): void;
}

/** Longest until a client whose bus has come back is connected again. */
const slowestReconnectMs = 600;

/** The bus as services meet it: the event stream with its durable consumers, core delivery, requests and broadcasts. */
export class SimulatedBus implements BusServer {
  readonly stream: SimulatedStream;
  readonly cursor: StreamCursor;
  life = 1;
  private up = true;
  private readonly connections = new Set<SimulatedConnection>();
  private readonly durables = new Map<string, DurableConsumer>();

  constructor(
    readonly network: Network,
    private readonly observer: BusObserver,
  ) {
    this.stream = new SimulatedStream(() => network.time.now());
    this.cursor = new StreamCursor(network, this.stream);
  }

  connect(service: Service, process: MortalProcess): SimulatedConnection {
    const connection = new SimulatedConnection(this, service, process);
    this.connections.add(connection);
    process.atDeath(() => this.connections.delete(connection));
    return connection;
  }

  isUp(): boolean {
    return this.up;
  }

  /** Names what a durable consumer reads, and finds it again for every later reader. */
  provision(name: string, types: readonly string[]): DurableConsumer {
    const consumer = new DurableConsumer(this.network, new Set(types.map(kindOf)));
    this.durables.set(name, consumer);
    return consumer;
  }

  durable(name: string): DurableConsumer {
    const durable = this.durables.get(name);
    if (!durable) throw new Error(`no durable consumer ${name}`);
    return durable;
  }

  receive(event: PreparedEvent, by: Sender): Published | null {
    if (!event.subject.startsWith(`evt.${by.service}.`)) return this.refuse(by.service, event.subject);
    const { message, ...published } = this.stream.store(event);
    for (const listener of this.listeners(message)) listener.deliver(message);
    if (published.duplicate) return published;
    this.observer.stored(message, by);
    for (const durable of this.durables.values()) durable.offer(message);
    this.cursor.feed();
    return published;
  }

  broadcast(watermark: Watermark): void {
    // In fair weather nothing is made of what everybody knows: it would be most of what happens on a quiet day.
    const isFair = this.network.weather === fairWeather;
    for (const connection of this.reachable()) {
      if (!isFair || !connection.hearsAgain(watermark)) connection.hearWatermark(watermark);
    }
  }

  ask(request: BusRequest): void {
    const servers = this.reachable().filter((connection) => connection.serves(request.subject));
    if (servers.length > 0) this.network.random.pick(servers).answer(request);
  }

  refuse(by: Service, subject: string): null {
    this.observer.refused(by, subject);
    return null;
  }

  /** The server dies. `loss`: how many of the newest messages had not reached its disk. */
  crash(loss: number | 'everything'): void {
    this.up = false;
    this.life++;
    if (loss === 'everything') this.stream.loseEverything();
    else this.stream.loseNewest(loss);
    for (const durable of this.durables.values()) durable.forgetAfter(this.stream.last);
    if (this.network.random.chance(0.5)) this.cursor.delivered = Math.min(this.cursor.delivered, this.stream.last);
    for (const connection of this.connections) connection.disconnected();
  }

  start(): void {
    this.up = true;
    for (const connection of this.connections) {
      const wait = this.network.random.between(0, slowestReconnectMs);
      this.network.time.after(wait, () => connection.reconnect(), connection.process);
    }
  }

  /** Cuts one process off, both ways. */
  cutOff(process: MortalProcess): void {
    for (const connection of this.connections) if (connection.process === process) connection.cutOff();
  }

  /** Joins what was cut: one process, or all. */
  mend(process?: MortalProcess): void {
    for (const connection of this.connections) if (!process || connection.process === process) connection.mend();
  }

  resume(): void {
    for (const durable of this.durables.values()) durable.feed();
  }

  private reachable(): SimulatedConnection[] {
    return [...this.connections].filter((connection) => connection.isReachable());
  }

  /** Everyone who listens alone, and one of each queue group. */
  private listeners({ kind }: StreamMessage): CoreListener[] {
    const all = this.reachable().flatMap((connection) => connection.listenersTo(kind));
    const groups = new Map<string, CoreListener[]>();
    for (const listener of all.filter(({ queue }) => queue !== undefined))
      groups.set(listener.queue as string, [...(groups.get(listener.queue as string) ?? []), listener]);
    const chosen = [...groups.values()].map((group) => this.network.random.pick(group));
    return [...all.filter(({ queue }) => queue === undefined), ...chosen];
  }
}
