import { addCounter, createMetrics } from '@countersign/chassis';
import type { UsageMeter } from '../../handlers/models/usage-meter.js';

/** The metrics of this process, with what tenants use of models. */
export function usageMetrics(usage: UsageMeter): ReturnType<typeof createMetrics> {
  const registry = createMetrics('gateway');
  const model = ['tenant', 'provider', 'model'];
  addCounter(registry, {
    ...{ name: 'countersign_model_calls_total', help: 'Model calls by how they ended.' },
    ...{ labels: [...model, 'outcome'], read: () => usage.calls.all() },
  });
  addCounter(registry, {
    ...{ name: 'countersign_model_tokens_total', help: 'Tokens as providers counted them.' },
    ...{ labels: [...model, 'kind'], read: () => usage.tokens.all() },
  });
  addCounter(registry, {
    ...{ name: 'countersign_model_cost_total', help: 'Cost of model calls; the record has it exactly.' },
    ...{ labels: [...model, 'currency'], read: () => usage.cost.all() },
  });
  addCounter(registry, {
    ...{ name: 'countersign_provider_attempts_failed_total', help: 'Attempts at a provider that led to no answer.' },
    ...{ labels: ['tenant', 'provider', 'reason'], read: () => usage.attemptsInVain.all() },
  });
  return registry;
}
