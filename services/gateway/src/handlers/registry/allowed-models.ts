import { listAllowedModels, type Result } from '@countersign/contracts';
import type { RpcPort } from '@countersign/messaging';
import type { Caller } from '../../domain/identity/caller.js';

interface AllowedModel {
  name: string;
  providers: readonly string[];
}

interface Entry {
  revision: string;
  models: readonly AllowedModel[];
}

/** More agents than this ask again. */
const mostEntries = 10_000;

/** Which models policy could let an agent call, asked once per agent and revision. */
export class AllowedModels {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly rpc: RpcPort) {}

  /** `revision`: the one in force. */
  async of({ tenant, agent }: Caller, revision: string): Promise<Result<readonly AllowedModel[]>> {
    const name = `${tenant}/${agent}`;
    const known = this.entries.get(name);
    if (known?.revision === revision) return { ok: true, value: known.models };
    const answer = await this.rpc.call(listAllowedModels, { tenant, agent });
    if (!answer.ok) return answer;
    if (this.entries.size >= mostEntries) this.entries.clear();
    this.entries.set(name, answer.value);
    return { ok: true, value: answer.value.models };
  }
}
