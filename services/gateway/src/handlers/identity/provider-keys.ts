import type { Clock } from '@countersign/chassis';
import { leaseProviderKey, type Result } from '@countersign/contracts';
import type { RpcPort } from '@countersign/messaging';
import type { OneTimeKeys } from '../ports/one-time-keys.js';
import { SingleFlight } from '../waits/single-flight.js';

interface Entry {
  key: string;
  leasedAt: number;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

/** Provider keys on lease: in memory only, renewed beside the calls once half of their time is over. */
export class ProviderKeys {
  private readonly entries = new Map<string, Entry>();
  private readonly leasing = new SingleFlight<Result<string>>();

  constructor(private readonly parts: { rpc: RpcPort; clock: Clock; oneTimeKeys: OneTimeKeys }) {}

  async keyFor(tenant: string, provider: string): Promise<Result<string>> {
    const name = `${tenant}/${provider}`;
    const now = this.parts.clock.now();
    const entry = this.entries.get(name);
    if (!entry || entry.expiresAt <= now) return this.lease(tenant, provider);
    if (now - entry.leasedAt > (entry.expiresAt - entry.leasedAt) / 2)
      this.lease(tenant, provider).catch(() => undefined);
    return { ok: true, value: entry.key };
  }

  /** The provider did not accept the key: it may have been rotated in the store. */
  forget(tenant: string, provider: string): void {
    this.entries.delete(`${tenant}/${provider}`);
  }

  private lease(tenant: string, provider: string): Promise<Result<string>> {
    return this.leasing.run(`${tenant}/${provider}`, () => this.load(tenant, provider));
  }

  private async load(tenant: string, provider: string): Promise<Result<string>> {
    const oneTimeKey = this.parts.oneTimeKeys.create();
    const request = { tenant, provider, oneTimeKey: oneTimeKey.publicJwk };
    const leased = await this.parts.rpc.call(leaseProviderKey, request);
    if (!leased.ok) return leased;
    const key = await oneTimeKey.open(leased.value.sealedValue);
    const expiresAt = Date.parse(leased.value.expiresAt);
    this.entries.set(`${tenant}/${provider}`, { key, leasedAt: this.parts.clock.now(), expiresAt });
    return { ok: true, value: key };
  }
}
