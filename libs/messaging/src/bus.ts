import {
  watermarkBeatSubject,
  watermarkSchema,
  watermarkSubject,
  type EventType,
  type Service,
} from '@countersign/contracts';
import type { NatsConnection } from '@nats-io/transport-node';
import { connectBus, type BusCredentials } from './connection/connect-bus.js';
import { consumeDurable, type DurableSubscription, type RunningConsumer } from './delivery/consume-durable.js';
import { watchSubjects } from './delivery/watch-subjects.js';
import { subscribeCore, type CoreSubscription } from './delivery/subscribe-core.js';
import { JetStreamPublisher } from './events/jetstream-publisher.js';
import { WatermarkRecord } from './record/watermark-record.js';
import { RpcClient } from './rpc/rpc-client.js';
import { serveRpc, type ReportError, type RpcRoute } from './rpc/rpc-server.js';

/** Those in whose requests somebody waits for the record hear of every batch; the others twice a second. */
const waiting: readonly Service[] = ['gateway', 'audit'];

/** One service's end of the bus: publish, ask, answer, listen, and know what is sealed. */
export class Bus {
  readonly publisher: JetStreamPublisher;
  readonly rpc: RpcClient;
  readonly record = new WatermarkRecord();
  private readonly consumers: RunningConsumer[] = [];

  private constructor(
    readonly connection: NatsConnection,
    service: Service,
    private readonly report: ReportError,
  ) {
    this.publisher = new JetStreamPublisher(connection);
    this.rpc = new RpcClient(connection, service);
    void this.watchConnection();
    for (const subject of waiting.includes(service) ? [watermarkSubject, watermarkBeatSubject] : [watermarkBeatSubject])
      this.followWatermark(subject);
  }

  private followWatermark(subject: string): void {
    this.connection.subscribe(subject, {
      callback: (error, message) => {
        if (!error) this.record.advance(watermarkSchema.parse(message.json()));
      },
    });
  }

  private async watchConnection(): Promise<void> {
    for await (const status of this.connection.status()) {
      if (status.type === 'disconnect') this.record.interrupted();
    }
  }

  static async connect(service: Service, credentials: BusCredentials, report: ReportError): Promise<Bus> {
    return new Bus(await connectBus(service, credentials), service, report);
  }

  serve(routes: readonly RpcRoute[]): void {
    serveRpc(this.connection, routes, this.report);
  }

  subscribeCore(subscription: CoreSubscription): void {
    subscribeCore(this.connection, subscription, this.report);
  }

  /** Calls back with the subject id and tenant of each event of these types, unparsed and unverified: for hints only. */
  watchSubjects(types: readonly EventType[], heard: (id: string, tenant: string) => void): void {
    watchSubjects(this.connection, types, heard);
  }

  consume(subscription: DurableSubscription): void {
    this.consumers.push(consumeDurable(this.connection, subscription, this.report));
  }

  connected(): boolean {
    return !this.connection.isClosed() && !this.connection.isDraining();
  }

  async close(): Promise<void> {
    await Promise.all(this.consumers.map((consumer) => consumer.stop()));
    await this.connection.drain();
  }
}
