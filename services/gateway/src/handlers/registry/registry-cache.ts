import type { Clock } from '@countersign/chassis';
import { getRegistry, type Result } from '@countersign/contracts';
import type { RpcPort } from '@countersign/messaging';
import { registrySnapshot, type RegistrySnapshot } from '../../domain/registry/registry-snapshot.js';
import { SingleFlight } from '../waits/single-flight.js';

interface Entry {
  snapshot: RegistrySnapshot;
  /** When policy last said that this is what holds. */
  confirmedAt: number;
}

/** Older than this: asked again beside the request that noticed. */
const refreshAfterMs = 3_000;
/** Older than this without a word from policy: nothing is decided on it (promise 2). */
const staleAfterMs = 30_000;

/** What each tenant has registered, as policy last confirmed it. */
export class RegistryCache {
  private readonly entries = new Map<string, Entry>();
  private readonly asking = new SingleFlight<Result<Entry>>();
  /** Moves with each new revision: answers that were asked for before are not kept. */
  private generation = 0;
  private readonly listeners: ((tenant: string) => void)[] = [];

  constructor(private readonly parts: { rpc: RpcPort; clock: Clock }) {}

  /** Calls back whenever a tenant's registry is known to have changed. */
  onChange(heard: (tenant: string) => void): void {
    this.listeners.push(heard);
  }

  async of(tenant: string): Promise<Result<RegistrySnapshot>> {
    const entry = this.entries.get(tenant);
    const age = entry ? this.parts.clock.now() - entry.confirmedAt : Number.POSITIVE_INFINITY;
    if (entry && age < staleAfterMs) {
      if (age >= refreshAfterMs) this.ask(tenant).catch(() => undefined);
      return { ok: true, value: entry.snapshot };
    }
    const fresh = await this.ask(tenant);
    return fresh.ok ? { ok: true, value: fresh.value.snapshot } : fresh;
  }

  /** A new revision is in force: the next request waits for it. */
  changed(tenant: string): void {
    const entry = this.entries.get(tenant);
    if (entry) this.entries.set(tenant, { ...entry, confirmedAt: Number.NEGATIVE_INFINITY });
    this.generation++;
    this.asking.forget(tenant);
    for (const heard of this.listeners) heard(tenant);
  }

  private ask(tenant: string): Promise<Result<Entry>> {
    return this.asking.run(tenant, () => this.load(tenant));
  }

  private async load(tenant: string): Promise<Result<Entry>> {
    const { generation } = this;
    const known = this.entries.get(tenant);
    const { revision, toolChanges = '' } = known?.snapshot ?? {};
    const request = { tenant, ...(revision ? { knownRevision: revision } : {}), knownToolChanges: toolChanges };
    const answer = await this.parts.rpc.call(getRegistry, request);
    if (!answer.ok) return unavailable(answer.refusal.reasonCode);
    const snapshot = answer.value.changed ? registrySnapshot(answer.value) : known?.snapshot;
    if (!snapshot) return unavailable('registry_unknown');
    const entry = { snapshot, confirmedAt: this.parts.clock.now() };
    if (generation === this.generation) this.entries.set(tenant, entry);
    return { ok: true, value: entry };
  }
}

function unavailable(cause: string): Result<never> {
  const message = `Policy cannot say what is registered (${cause}), so nothing is decided.`;
  return { ok: false, refusal: { reasonCode: 'policy_unavailable', message, remedy: 'Try again shortly.' } };
}
