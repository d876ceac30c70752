import type { Service, Watermark } from '@countersign/contracts';
import type { PreparedEvent, Published } from '@countersign/messaging';
import type { MortalProcess } from './mortal-process.js';
import type { DurableConsumer } from './durable-consumer.js';
import type { Network } from './network.js';

/** The server's side of the bus, as connections use it. */
export interface BusServer {
  readonly network: Network;
  /** Counts restarts: what was under way in one life does not reach the next. */
  readonly life: number;
  isUp(): boolean;
  receive(event: PreparedEvent, from: Sender): Published | null;
  broadcast(watermark: Watermark): void;
  /** Gives a request to one of those who answer this subject. */
  ask(request: BusRequest): void;
  refuse(by: Service, subject: string): null;
  durable(name: string): DurableConsumer;
  /** A connection is there again: what had waited for it goes on. */
  resume(): void;
}

/** Who speaks on the bus: as which service, and in which life. */
export interface Sender {
  service: Service;
  process: MortalProcess;
}

export interface BusRequest {
  subject: string;
  /** JSON. */
  body: string;
  reply: (body: string) => void;
}
