import { plantedBugs, type PlantedBug } from './plants/planted-bugs.js';
import { checkPromises } from './promises/check-promises.js';
import { runSeed } from './run-seed.js';
import type { Governance } from './world/governance.js';

export interface Order {
  seed: number;
  /** A bug to plant. */
  plant?: PlantedBug | undefined;
}

export interface Outcome {
  seed: number;
  violations: string[];
  /** Of everything that happened: equal for equal runs. */
  digest: string;
  log: string[];
}

/** Runs the world of a seed to its end and says what is wrong with it. */
export async function runWorld({ seed, plant, governance }: Order & { governance: Governance }): Promise<Outcome> {
  const world = await runSeed(seed, governance, plant === undefined ? undefined : plantedBugs[plant]);
  const violations = [...new Set(await checkPromises(world))];
  return { seed, violations, digest: world.history.digest(), log: world.history.log };
}
