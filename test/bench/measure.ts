import type { Load } from './load.js';
import type { LoadResult } from './load-job.js';
import type { Path, Scenario } from './scenarios.js';
import { usages, type Pids } from './watched-services.js';

/** Several rounds of one path at one number of connections; medians. */
export interface Measured {
  scenario: string;
  path: Path;
  connections: number;
  perSecond: number;
  p50: number;
  p99: number;
  failed: number;
  failure?: string;
}

/** What one service used while Countersign answered. */
export interface ServiceUsage {
  scenario: string;
  connections: number;
  service: string;
  cpuMsPerCall: number;
  /** Of one core. */
  cpuPercent: number;
  memoryMiB: number;
}

export interface Measurements {
  measured: Measured[];
  services: ServiceUsage[];
}

interface Round extends LoadResult {
  services: Omit<ServiceUsage, 'scenario' | 'connections'>[];
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

async function round(load: Load, job: Parameters<Load['run']>[0], pids: Pids): Promise<Round> {
  const [before, begun] = [usages(pids), performance.now()];
  const result = await load.run(job);
  const [after, tookMs] = [usages(pids), performance.now() - begun];
  const services = Object.entries(after).map(([service, { cpuMs, memoryMiB }]) => {
    const used = cpuMs - (before[service]?.cpuMs ?? cpuMs);
    return { service, cpuMsPerCall: used / result.total, cpuPercent: (used / tookMs) * 100, memoryMiB };
  });
  return { ...result, services };
}

function combine(key: Pick<Measured, 'scenario' | 'path' | 'connections'>, rounds: readonly Round[]): Measured {
  const of = (pick: (round: Round) => number) => median(rounds.map(pick));
  const failure = rounds.find((each) => each.failure !== undefined)?.failure;
  return {
    ...key,
    ...{ perSecond: of((each) => each.perSecond), p50: of((each) => each.p50), p99: of((each) => each.p99) },
    failed: rounds.reduce((sum, each) => sum + each.failed, 0),
    ...(failure === undefined ? {} : { failure }),
  };
}

function combineServices(scenario: string, connections: number, rounds: readonly Round[]): ServiceUsage[] {
  const names = rounds[0]?.services.map(({ service }) => service) ?? [];
  return names.map((service) => {
    const all = rounds.flatMap((each) => each.services.filter((usage) => usage.service === service));
    const of = (pick: (usage: (typeof all)[number]) => number) => median(all.map(pick));
    const [cpuMsPerCall, cpuPercent] = [of((usage) => usage.cpuMsPerCall), of((usage) => usage.cpuPercent)];
    return {
      ...{ scenario, connections, service, cpuMsPerCall, cpuPercent },
      memoryMiB: of((usage) => usage.memoryMiB),
    };
  });
}

export interface Plan {
  scenarios: readonly Scenario[];
  connections: readonly number[];
  /** Paths to measure. */
  wanted: readonly string[];
  rounds: number;
  seconds: number;
  pids: Pids;
  progress: (text: string) => void;
}

function cellsOf({ scenarios, connections, wanted }: Plan) {
  return scenarios.flatMap(({ name, paths }) => {
    const measured = Object.entries(paths).filter(([path]) => wanted.includes(path));
    return connections.flatMap((each) =>
      measured.map(([path, call]) => ({ scenario: name, path: path as Path, connections: each, call })),
    );
  });
}

/** Every path once, then every path again: what else the machine does meanwhile falls on all of them alike. */
export async function measure(load: Load, plan: Plan): Promise<Measurements> {
  const rounds = new Map<string, Round[]>();
  const cells = cellsOf(plan);
  for (let nth = 1; nth <= plan.rounds; nth++) {
    for (const { call, ...key } of cells) {
      plan.progress(`round ${nth} of ${plan.rounds}: ${key.scenario}, ${key.path}, ${key.connections} connections`);
      const name = JSON.stringify(key);
      const result = await round(load, { ...call, connections: key.connections, seconds: plan.seconds }, plan.pids);
      rounds.set(name, [...(rounds.get(name) ?? []), result]);
    }
  }
  const of = (key: object) => rounds.get(JSON.stringify(key)) ?? [];
  const keys = cells.map(({ scenario, path, connections }) => ({ scenario, path, connections }));
  const governed = keys.filter(({ path }) => path === 'countersign');
  return {
    measured: keys.map((key) => combine(key, of(key))),
    services: governed.flatMap((key) => combineServices(key.scenario, key.connections, of(key))),
  };
}
