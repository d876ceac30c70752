import type { Clock } from '@countersign/chassis';
import { closedCircuit, enter, failed, left, type Circuit } from '../../domain/provider/circuit.js';

/** Which providers are left alone for now, per tenant: one tenant's wrong address is not another one's trouble. */
export class Circuits {
  private readonly circuits = new Map<string, Circuit>();

  constructor(private readonly clock: Clock) {}

  /** False: do not ask this provider now. True: one of the three below has to follow. */
  enter(tenant: string, provider: string): boolean {
    const circuit = this.circuits.get(`${tenant}/${provider}`);
    if (!circuit) return true;
    const entered = enter(circuit, this.clock.now());
    if (entered) this.circuits.set(`${tenant}/${provider}`, entered);
    return entered !== null;
  }

  worked(tenant: string, provider: string): void {
    this.circuits.delete(`${tenant}/${provider}`);
  }

  failed(tenant: string, provider: string): void {
    const name = `${tenant}/${provider}`;
    this.circuits.set(name, failed(this.circuits.get(name) ?? closedCircuit, this.clock.now()));
  }

  left(tenant: string, provider: string): void {
    const name = `${tenant}/${provider}`;
    const circuit = this.circuits.get(name);
    if (circuit) this.circuits.set(name, left(circuit));
  }

  /** Milliseconds until the provider may be asked again. */
  waitFor(tenant: string, provider: string): number {
    const circuit = this.circuits.get(`${tenant}/${provider}`);
    const until = circuit?.probeUntil ?? circuit?.openUntil ?? 0;
    return Math.max(0, until - this.clock.now());
  }
}
