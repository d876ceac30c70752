import { systemClock } from '@countersign/chassis';
import { watermarkSubject } from '@countersign/contracts';
import { Bus, EventStream, type PreparedEvent } from '@countersign/messaging';
import { Sealer } from '../src/jobs/sealer.js';
import { SealerConnection } from '../src/storage/sealer-connection.js';
import type { Infrastructure } from '../test/infrastructure.js';

const inFlight = 200;

function report(error: unknown): void {
  console.error(error);
}

/** The sealer as the service has it, without the checkpoint timer and what answers requests. */
export class SealingBench {
  private constructor(
    private readonly infrastructure: Infrastructure,
    private readonly audit: Bus,
    private readonly gateway: Bus,
  ) {}

  static async open(infrastructure: Infrastructure): Promise<SealingBench> {
    const { nats } = infrastructure;
    const audit = await Bus.connect('audit', nats.credentials('audit'), report);
    return new SealingBench(infrastructure, audit, await Bus.connect('gateway', nats.credentials('gateway'), report));
  }

  /** Puts events into the stream; returns the sequence of the last. */
  async publish(events: readonly PreparedEvent[]): Promise<number> {
    let last = 0;
    for (let at = 0; at < events.length; at += inFlight) {
      const slice = events.slice(at, at + inFlight);
      const published = await Promise.all(slice.map((event) => this.gateway.publisher.publish(event)));
      last = Math.max(last, ...published.map((each) => each.sequence));
    }
    return last;
  }

  /** Starts a sealer on what lies in the stream, and ends it when the watermark has passed `last`. */
  async sealUpTo(last: number): Promise<void> {
    const sealer = new Sealer({
      open: () => SealerConnection.open(this.infrastructure.runtimeUrl),
      stream: new EventStream(this.audit.connection, 'audit'),
      broadcast: (watermark) => this.audit.connection.publish(watermarkSubject, JSON.stringify(watermark)),
      clock: systemClock,
      report,
      observer: { began: () => undefined, sealed: () => undefined, ended: () => undefined },
    });
    sealer.start();
    const isSealed = await this.gateway.record.sealed(last, 300_000);
    await sealer.stop();
    if (!isSealed) throw new Error('not sealed in time');
  }

  async close(): Promise<void> {
    await Promise.all([this.audit.close(), this.gateway.close()]);
  }
}
