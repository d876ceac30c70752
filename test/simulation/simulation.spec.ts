import { afterAll, describe, expect, it } from '@jest/globals';
import { simulationConfig } from './config.js';
import { explain } from './explain.js';
import { Workers } from './workers.js';

const { seeds, only, workers: count } = simulationConfig;
const workers = new Workers(count);
/** So many failures are enough to see what is wrong. */
const mostShown = 5;

afterAll(() => workers.stop());

async function runAll(wanted: readonly number[]): Promise<string[]> {
  const failures: { seed: number; text: string }[] = [];
  const run = async (seed: number) => {
    const outcome = await workers.run({ seed });
    if (only !== undefined) process.stdout.write(`${outcome.log.join('\n')}\n`);
    if (outcome.violations.length > 0) failures.push({ seed, text: explain(outcome) });
  };
  await Promise.all(wanted.map(run));
  return failures.sort((a, b) => a.seed - b.seed).map(({ text }) => text);
}

describe('all services under a seeded schedule of faults', () => {
  it('keep their promises in every seed', async () => {
    const wanted = only === undefined ? Array.from({ length: seeds }, (_, nth) => nth + 1) : [only];
    const startedAt = performance.now();
    const failures = await runAll(wanted);
    const seconds = (performance.now() - startedAt) / 1_000;
    const speed = (wanted.length / seconds).toFixed(1);
    process.stdout.write(`${wanted.length} seeds in ${seconds.toFixed(0)} s, ${speed} per second\n`);
    if (failures.length === 0) return;
    throw new Error(
      [`${failures.length} of ${wanted.length} seeds failed`, ...failures.slice(0, mostShown)].join('\n\n'),
    );
  }, 900_000);

  it('do exactly the same again for the same seed, in another process too, and something else for another seed', async () => {
    const seed = only ?? 17;
    const runs = [workers.run({ seed }), workers.run({ seed }), workers.run({ seed: seed + 1 })];
    const [once, again, other] = (await Promise.all(runs)).map(({ digest }) => digest);
    expect(again).toBe(once);
    expect(other).not.toBe(once);
  });
});
