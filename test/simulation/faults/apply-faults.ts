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
  if (!world.bus.isUp()) world.bus.start();
  world.bus.mend();
  cluster.heal();
}

function begin(stage: Stage, fault: Fault): void {
  const { world, cluster } = stage;
  world.history.note('fault', JSON.stringify(fault));
  switch (fault.kind) {
    case 'crash':
      return cluster.kill(fault.process);
    case 'crash at step':
      return cluster.process(fault.process)?.destine(fault.step);
    case 'partition':
      return partition(stage, fault);
    case 'store away':
      return loseStore(stage, fault);
    case 'record stops':
      return stopRecord(stage, fault.forMs);
    case 'takeover':
      return world.sealerTurn.losesHolder();
    case 'bus restart':
      return restartBus(stage, fault);
    case 'new governance':
      return void publish(world, stage.console, fault.variant);
  }
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

function stopRecord({ world, cluster }: Stage, forMs: number): void {
  for (const name of sealers) cluster.stop(name);
  world.time.after(forMs, () => sealers.forEach((name) => cluster.allow(name)), null);
}

function restartBus({ world }: Stage, { loss, forMs }: Fault & { kind: 'bus restart' }): void {
  if (!world.bus.isUp()) return;
  world.bus.crash(loss);
  world.time.after(forMs, () => !world.bus.isUp() && world.bus.start(), null);
}
