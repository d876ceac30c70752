import { RunState } from '../domain/runs/run-state.js';
import type { RunEntry } from '../domain/runs/run-entry.js';
import { liveScope, type RunKey, type RunStore } from '../handlers/ports.js';
import { TurnsByKey } from './turns-by-key.js';

interface KeptRun extends RunKey {
  entries: RunEntry[];
}

/** The store's rules without a database, for simulations and specs. */
export class InMemoryRunStore implements RunStore {
  private readonly kept = new Map<string, KeptRun>();
  private readonly turns = new TurnsByKey();

  exclusively<T>(
    key: RunKey,
    use: (state: RunState | null) => Promise<{ value: T; entries: readonly RunEntry[] }>,
  ): Promise<T> {
    const name = [key.tenant, key.scope, key.run].join(' ');
    return this.turns.run(name, async () => {
      const { tenant, scope, run, agent } = key;
      const kept = this.kept.get(name);
      const { value, entries } = await use(kept ? RunState.of(kept.entries) : null);
      this.kept.set(name, { tenant, scope, run, agent, entries: [...(kept?.entries ?? []), ...entries] });
      return value;
    });
  }

  async keepOnly(tenant: string, agents: readonly string[]): Promise<void> {
    for (const [name, run] of this.kept) {
      if (run.tenant === tenant && run.scope === liveScope && !agents.includes(run.agent)) this.kept.delete(name);
    }
  }
}
