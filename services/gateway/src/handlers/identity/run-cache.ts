import type { Clock } from '@countersign/chassis';
import { openRun, type Result } from '@countersign/contracts';
import { digestOfJson } from '@countersign/evidence';
import type { RpcPort } from '@countersign/messaging';
import type { Caller, RunContext } from '../../domain/identity/caller.js';
import { SingleFlight } from '../waits/single-flight.js';
import type { RegistryCache } from '../registry/registry-cache.js';

interface Entry {
  run: RunContext;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

const mostEntries = 10_000;
/** A call that starts within the run should also be able to end in it. */
const marginMs = 60_000;

interface RunCacheParts {
  rpc: RpcPort;
  clock: Clock;
  registry: RegistryCache;
  /** How long an implicit run lasts. */
  runSeconds: number;
}

/** The implicit run of each key and session signal: opened with the first call, found again until it ends. A run token names its own. */
export class RunCache {
  private readonly entries = new Map<string, Entry>();
  private readonly opening = new SingleFlight<Result<RunContext>>();

  constructor(private readonly parts: RunCacheParts) {}

  async runOf(caller: Caller, session: string | null): Promise<Result<RunContext>> {
    if (caller.run) return { ok: true, value: caller.run };
    const key = JSON.stringify([caller.tenant, caller.agent, caller.keyId, session]);
    const entry = this.entries.get(key);
    if (entry && entry.expiresAt - marginMs > this.parts.clock.now()) return { ok: true, value: entry.run };
    return this.opening.run(key, () => this.open(caller, session, key));
  }

  /** The run was ended: its session's next call opens another. */
  closed(runId: string): void {
    for (const [key, entry] of this.entries) if (entry.run.runId === runId) this.entries.delete(key);
  }

  private async open(caller: Caller, session: string | null, key: string): Promise<Result<RunContext>> {
    const registry = await this.parts.registry.of(caller.tenant);
    if (!registry.ok) return registry;
    const principal = registry.value.agents.get(caller.agent)?.principal ?? null;
    const opened = await this.parts.rpc.call(openRun, {
      ...{ tenant: caller.tenant, agent: caller.agent, keyId: caller.keyId },
      implicit: true,
      sessionDigest: digestOfJson({ keyId: caller.keyId, session }),
      principal,
      scope: null,
      ttlSeconds: this.parts.runSeconds,
    });
    if (!opened.ok) return opened;
    const run = { runId: opened.value.runId, principal };
    this.keep(key, { run, expiresAt: Date.parse(opened.value.expiresAt) });
    return { ok: true, value: run };
  }

  private keep(key: string, entry: Entry): void {
    const [oldest] = this.entries.keys();
    if (this.entries.size >= mostEntries && oldest !== undefined) this.entries.delete(oldest);
    this.entries.set(key, entry);
  }
}
