import { describe, expect, it } from '@jest/globals';
import type { Append, AppendOutcome, SealStore } from '../ports/seal-store.js';
import { measuredLock } from '../storage/measured-lock.js';
import { sealingMetrics } from './sealing-metrics.js';

const append = (times: readonly string[]) =>
  ({
    recordedAt: '2026-11-21T12:00:02.000Z',
    growths: times.length === 0 ? [] : [{ leaves: times.map((time) => ({ time })) }],
  }) as unknown as Append;

async function after(outcome: AppendOutcome, times: readonly string[]): Promise<string> {
  const { registry, measured } = sealingMetrics();
  const store = { append: async () => outcome } as unknown as SealStore;
  const lock = measuredLock({ store, tryLock: async () => true, close: async () => undefined }, measured);
  expect(await lock.store.append(append(times))).toBe(outcome);
  return registry.metrics();
}

describe('the figures of sealing', () => {
  it('count the events of a batch, and how late the oldest was sealed', async () => {
    const text = await after('appended', ['2026-11-21T12:00:01.000Z', '2026-11-21T12:00:01.900Z']);
    expect(text).toMatch(/countersign_seal_batch_leaves_sum\{service="audit"\} 2\n/);
    expect(text).toMatch(/countersign_seal_lag_seconds_bucket\{le="1",service="audit"\} 0\n/);
    expect(text).toMatch(/countersign_seal_lag_seconds_bucket\{le="5",service="audit"\} 1\n/);
    expect(text).toMatch(/countersign_seal_duration_seconds_count\{service="audit"\} 1\n/);
  });

  it('leave out what was not sealed, and the lag of a batch that only repeats', async () => {
    expect(await after('deposed', ['2026-11-21T12:00:01.000Z'])).toMatch(/countersign_seal_batch_leaves_count\S* 0\n/);
    const repeated = await after('appended', []);
    expect(repeated).toMatch(/countersign_seal_batch_leaves_count\S* 1\n/);
    expect(repeated).toMatch(/countersign_seal_lag_seconds_count\S* 0\n/);
  });
});
