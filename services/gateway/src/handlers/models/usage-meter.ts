import type { WireUsage } from '../../domain/wire/seam/wire-usage.js';
import type { Cost } from '../../domain/budget/bill.js';

/** One count per set of labels. */
class Counts {
  private readonly byLabels = new Map<string, { labels: Record<string, string>; value: number }>();

  add(labels: Record<string, string>, value: number): void {
    const name = Object.values(labels).join('\n');
    const known = this.byLabels.get(name);
    if (known) known.value += value;
    else this.byLabels.set(name, { labels, value });
  }

  all(): Iterable<{ labels: Record<string, string>; value: number }> {
    return this.byLabels.values();
  }
}

interface Used {
  tenant: string;
  provider: string;
  model: string;
  usage: WireUsage | undefined;
  cost: Cost | undefined;
}

/** What tenants use, since this process started: for the operator's metrics. The record has it exactly. */
export class UsageMeter {
  readonly calls = new Counts();
  readonly tokens = new Counts();
  readonly cost = new Counts();
  readonly attemptsInVain = new Counts();

  completed({ tenant, provider, model, usage, cost }: Used): void {
    const labels = { tenant, provider, model };
    this.calls.add({ ...labels, outcome: 'completed' }, 1);
    if (usage) {
      this.tokens.add({ ...labels, kind: 'input' }, usage.inputTokens);
      this.tokens.add({ ...labels, kind: 'output' }, usage.outputTokens);
    }
    if (cost) this.cost.add({ ...labels, currency: cost.currency }, Number(cost.amount));
  }

  /** `model`: as policy decided it, so that no agent can make up label values. */
  failed({ tenant, model, reasonCode }: { tenant: string; model: string; reasonCode: string }): void {
    this.calls.add({ tenant, provider: '', model, outcome: reasonCode }, 1);
  }

  inVain({ tenant, provider, reasonCode }: { tenant: string; provider: string; reasonCode: string }): void {
    this.attemptsInVain.add({ tenant, provider, reason: reasonCode }, 1);
  }
}
