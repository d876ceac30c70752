import { createMetrics, histogram } from '@countersign/chassis';
import type { SealedMeasures } from '../storage/measured-lock.js';

/** What an operator watches of the sealer, beside the process's own figures. */
export function sealingMetrics() {
  const registry = createMetrics('audit');
  const leaves = histogram(registry, {
    name: 'countersign_seal_batch_leaves',
    help: 'Events sealed by one transaction.',
    buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500],
  });
  const duration = histogram(registry, {
    name: 'countersign_seal_duration_seconds',
    help: 'How long the transaction of a batch took.',
    buckets: [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
  });
  const lag = histogram(registry, {
    name: 'countersign_seal_lag_seconds',
    help: 'From the time of the oldest event of a batch until it was sealed.',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30, 300],
  });
  const measured = (measures: SealedMeasures): void => {
    leaves.observe(measures.leaves);
    duration.observe(measures.seconds);
    if (measures.lagSeconds !== null) lag.observe(measures.lagSeconds);
  };
  return { registry, measured };
}
