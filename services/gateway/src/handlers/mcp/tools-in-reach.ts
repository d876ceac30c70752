import type { Clock } from '@countersign/chassis';
import { getToolsInReach, type Result } from '@countersign/contracts';
import type { RpcPort } from '@countersign/messaging';
import type { Caller } from '../../domain/identity/caller.js';
import { SingleFlight } from '../waits/single-flight.js';

interface Entry {
  tools: ReadonlySet<string>;
  revision: string;
  at: number;
}

const trustedForMs = 5_000;
const mostEntries = 1_000;

/** Which tools some rule may let an agent use, as policy says. For listings only; each call is decided by itself. */
export class ToolsInReach {
  private readonly entries = new Map<string, Entry>();
  private readonly asking = new SingleFlight<Result<ReadonlySet<string>>>();

  constructor(private readonly parts: { rpc: RpcPort; clock: Clock }) {}

  /** `revision`: the registry's, so that a new one is never listed by the rules of an old one. */
  async of({ tenant, agent }: Caller, revision: string): Promise<Result<ReadonlySet<string>>> {
    const key = `${tenant} ${agent}`;
    const entry = this.entries.get(key);
    const isFresh = entry?.revision === revision && this.parts.clock.now() - entry.at < trustedForMs;
    return isFresh ? { ok: true, value: entry.tools } : this.asking.run(key, () => this.ask(tenant, agent));
  }

  private async ask(tenant: string, agent: string): Promise<Result<ReadonlySet<string>>> {
    const answer = await this.parts.rpc.call(getToolsInReach, { tenant, agent });
    if (!answer.ok) return answer;
    const tools = new Set(answer.value.tools);
    if (this.entries.size >= mostEntries) this.entries.clear();
    this.entries.set(`${tenant} ${agent}`, { tools, revision: answer.value.revision, at: this.parts.clock.now() });
    return { ok: true, value: tools };
  }
}
