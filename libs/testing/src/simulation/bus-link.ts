import type { Service } from '@countersign/contracts';
import type { BusServer } from './bus-server.js';
import type { MortalProcess } from './mortal-process.js';

/** A cut connection is noticed by missing pings. */
const slowestToNoticeMs = 10_000;

/** The wire between one process and the bus: whole, cut, or of a life of the bus that is over. */
export class BusLink {
  /** The life of the bus that this end is connected to; 0: none. */
  private life: number;
  private cut = false;
  private readonly atDisconnect: (() => void)[] = [];

  constructor(
    protected readonly bus: BusServer,
    readonly service: Service,
    readonly process: MortalProcess,
  ) {
    this.life = bus.isUp() ? bus.life : 0;
  }

  isReachable(): boolean {
    return this.bus.isUp() && !this.cut && this.life === this.bus.life && this.process.isAlive();
  }

  onDisconnect(work: () => void): void {
    this.atDisconnect.push(work);
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
    for (const work of this.atDisconnect) work();
  }

  reconnect(): void {
    if (!this.bus.isUp() || this.cut) return;
    this.life = this.bus.life;
    this.bus.resume();
  }

  /** From the process to the bus. What a broken connection had under way is lost. */
  protected send(work: () => void): void {
    const { life } = this;
    if (!this.process.step()) return;
    this.bus.network.carry(null, () => {
      if (this.isReachable() && life === this.bus.life) work();
    });
  }

  /** From the bus to the process. `quiet`: no step at which the process could die. */
  protected bring(work: () => void, quiet = false): void {
    const { life } = this;
    this.bus.network.carry(this.process, () => {
      if (this.isReachable() && life === this.bus.life && (quiet || this.process.step())) work();
    });
  }

  /** Asks the server of the bus itself. Rejects when no answer comes in time: whether the work was done is then unknown. */
  request<T>(work: () => T, timeoutMs: number): Promise<T> {
    return new Promise((resolve, reject) => {
      const late = () => reject(new Error('the bus did not answer'));
      const giveUp = this.bus.network.time.after(timeoutMs, late, this.process);
      this.send(() => {
        const value = work();
        this.bring(() => {
          giveUp();
          resolve(value);
        });
      });
    });
  }
}
