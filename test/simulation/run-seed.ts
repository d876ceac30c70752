import { MortalProcess, withVirtualTimers } from '@countersign/testing';
import { Agent } from './agents/agent.js';
import { People } from './agents/people.js';
import { newErrand } from './agents/wishes.js';
import { applyFaults, heal } from './faults/apply-faults.js';
import { faultPlan, turmoilMs } from './faults/fault-plan.js';
import { Cluster, processNames } from './world/cluster.js';
import type { Governance } from './world/governance.js';
import { nothingPlanted, type Plants } from './world/plants.js';
import { settleIn } from './world/settle-in.js';
import { World } from './world/world.js';

const second = 1_000;
const hour = 3_600 * second;

/** Builds the world of a seed and lets it run to its end: calm, turmoil, healing, and what days later is still open. */
export async function runSeed(seed: number, governance: Governance, plants: Plants = nothingPlanted): Promise<World> {
  const world = new World(seed, governance, plants);
  await withVirtualTimers(world.time, () => live(world));
  return world;
}

async function live(world: World): Promise<void> {
  const { time, random, bus } = world;
  const cluster = new Cluster(world);
  const desk = new MortalProcess('console');
  const console = bus.connect('console', desk);
  const people = new People(world, console);
  await settleIn(world);
  for (const name of processNames) cluster.start(name);
  await time.run(2 * second);

  const errands = Array.from({ length: random.pick([2, 3, 3, 4]) }, (_, nth) => newErrand(random, nth + 1));
  for (const errand of errands) new Agent(world, cluster, errand).setOut();
  people.attend(turmoilMs + 30 * second);
  const stage = { world, cluster, console };
  applyFaults(stage, faultPlan(random));
  await time.run(turmoilMs);

  heal(stage);
  await time.run(45 * second);
  time.leap(3 * hour);
  people.returnLate();
  await time.run(25 * second);
  time.leap(26 * hour);
  await time.run(12 * second);
  // What came at the very last, and was about nothing, is given up by now.
  time.leap(hour);
  await time.run(8 * second);
}
