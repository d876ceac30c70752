import { fairWeather, type SimulatedConnection } from '@countersign/testing';
import type { Cluster, ProcessName } from '../world/cluster.js';
import { publish } from '../world/settle-in.js';
import type { World } from '../world/world.js';
import type { Fault, FaultPlan } from './fault-plan.js';

interface Stage {
  world: World;
  cluster: Cluster;
  console: SimulatedConnection;
}

/** Lets the plan take its course. */
export function applyFaults(stage: Stage, { weather, faults }: FaultPlan): void {
  const { time, network } = stage.world;
  network.weather = weather;
  for (const fault of faults) time.after(fault.afterMs, () => begin(stage, fault), null);
}

/** Ends whatever still goes wrong, for good. */
export function heal({ world, cluster }: Stage): void {
  world.history.note('world', 'heals');
  world.network.weather = fairWeather;
  world.withoutStore.clear();
  world.watches.length = 0;
  if (!world.bus.isUp()) world.bus.start();
  world.bus.mend();
  cluster.heal();
}

type Beginnings = { [K in Fault['kind']]: (stage: Stage, fault: Extract<Fault, { kind: K }>) => void };

const beginnings: Beginnings = {
  crash: ({ cluster }, { process }) => cluster.kill(process),
  'crash at step': ({ cluster }, { process, step }) => cluster.process(process)?.destine(step),
  'crash after event': crashAfterEvent,
  partition,
  'store away': loseStore,
  'record stops': stopRecord,
  takeover: ({ world }) => world.sealerTurn.losesHolder(),
  'bus restart': restartBus,
  'new governance': ({ world, console }, { variant }) => void publish(world, console, variant),
};

function begin(stage: Stage, fault: Fault): void {
  stage.world.history.note('fault', JSON.stringify(fault));
  const beginning = beginnings[fault.kind] as (stage: Stage, fault: Fault) => void;
  beginning(stage, fault);
}

function crashAfterEvent({ world }: Stage, { type, withinMs }: Fault & { kind: 'crash after event' }): void {
  let isDone = false;
  world.watches.push((seen, process) => {
    if (seen !== type || isDone) return;
    isDone = true;
    world.time.after(withinMs, () => process.kill(), null);
  });
}

function partition({ world, cluster }: Stage, fault: Fault & { kind: 'partition' }): void {
  const process = cluster.process(fault.process);
  if (!process) return;
  world.bus.cutOff(process);
  world.time.after(fault.forMs, () => world.bus.mend(process), null);
}

function loseStore({ world }: Stage, { service, forMs }: Fault & { kind: 'store away' }): void {
  world.withoutStore.add(service);
  world.time.after(forMs, () => world.withoutStore.delete(service), null);
}

const sealers: readonly ProcessName[] = ['audit-1', 'audit-2'];

function stopRecord({ world, cluster }: Stage, { forMs }: Fault & { kind: 'record stops' }): void {
  for (const name of sealers) cluster.stop(name);
  world.time.after(forMs, () => sealers.forEach((name) => cluster.allow(name)), null);
}

function restartBus({ world }: Stage, { loss, forMs }: Fault & { kind: 'bus restart' }): void {
  if (!world.bus.isUp()) return;
  world.bus.crash(loss);
  world.time.after(forMs, () => !world.bus.isUp() && world.bus.start(), null);
}
