import type { Clock } from '@countersign/chassis';
import { checkProviderKey, leaseProviderKey, type Result } from '@countersign/contracts';
import type { RpcPort } from '@countersign/messaging';
import type { OneTimeKeys } from '../ports/one-time-keys.js';
import { SingleFlight } from '../waits/single-flight.js';

interface Entry {
  key: string;
  /** By which credentials tells whether the store still holds this key. */
  tag?: string;
  leasedAt: number;
  /** When credentials last said that the key is the one in the store, or could not say. */
  checkedAt: number;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

/** Looked at so long ago: asked again beside the call that noticed. */
const checkAfterMs = 2_000;
/** So long ago: the call waits for the answer, so that no key outlives its rotation by more. */
const waitAfterMs = 5_000;

/** A key that stays wrong does not cost a lease for each call. */
const renewAgainMs = 5_000;
/** A call that waits for no answer does so only this long. */
const checkTimeoutMs = 500;

/** Provider keys on lease: in memory only, renewed beside the calls once half of their time is over. */
export class ProviderKeys {
  private readonly entries = new Map<string, Entry>();
  private readonly leasing = new SingleFlight<Result<string>>();
  private readonly renewedAt = new Map<string, number>();
  private readonly checking = new SingleFlight<void>();

  constructor(private readonly parts: { rpc: RpcPort; clock: Clock; oneTimeKeys: OneTimeKeys }) {}

  async keyFor(tenant: string, provider: string): Promise<Result<string>> {
    const name = `${tenant}/${provider}`;
    const now = this.parts.clock.now();
    const unchecked = now - (this.entries.get(name)?.checkedAt ?? now);
    if (unchecked >= waitAfterMs) await this.check(tenant, provider);
    else if (unchecked >= checkAfterMs) this.check(tenant, provider).catch(() => undefined);
    const entry = this.entries.get(name);
    if (!entry || entry.expiresAt <= now) return this.lease(tenant, provider);
    if (now - entry.leasedAt > (entry.expiresAt - entry.leasedAt) / 2)
      this.lease(tenant, provider).catch(() => undefined);
    return { ok: true, value: entry.key };
  }

  /** The provider did not accept a key: it may have been rotated in the store. Gives that very key if nothing is newer. */
  async renew(tenant: string, provider: string, refusedKey: string): Promise<Result<string>> {
    const name = `${tenant}/${provider}`;
    const entry = this.entries.get(name);
    const now = this.parts.clock.now();
    const isNews = entry && (entry.key !== refusedKey || now - (this.renewedAt.get(name) ?? 0) < renewAgainMs);
    if (isNews) return { ok: true, value: entry.key };
    this.entries.delete(name);
    this.renewedAt.set(name, now);
    return this.lease(tenant, provider);
  }

  /** Drops a key that the store no longer holds. While credentials cannot say, a key lasts as long as its lease. */
  private check(tenant: string, provider: string): Promise<void> {
    const name = `${tenant}/${provider}`;
    return this.checking.run(name, async () => {
      const entry = this.entries.get(name);
      if (entry?.tag === undefined) return;
      const answer = await this.parts.rpc.call(checkProviderKey, { tenant, provider, tag: entry.tag }, checkTimeoutMs);
      entry.checkedAt = this.parts.clock.now();
      if (answer.ok && !answer.value.current && this.entries.get(name) === entry) this.entries.delete(name);
    });
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
    const now = this.parts.clock.now();
    const { tag } = leased.value;
    const entry = { key, leasedAt: now, checkedAt: now, expiresAt, ...(tag === undefined ? {} : { tag }) };
    this.entries.set(`${tenant}/${provider}`, entry);
    return { ok: true, value: key };
  }
}
