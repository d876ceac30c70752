import { fairWeather, type SeededRandom, type Weather } from '@countersign/testing';
import type { Service } from '@countersign/contracts';
import type { ProcessName } from '../world/cluster.js';

/** One thing that goes wrong. Times are milliseconds after the beginning of the turmoil. */
export type Fault =
  | { kind: 'crash'; process: ProcessName; afterMs: number }
  /** Dies at exactly that step to the outside, counted from its next start. */
  | { kind: 'crash at step'; process: ProcessName; step: number; afterMs: number }
  /** Whoever sends the next event of this type dies so long after it is on the stream. */
  | { kind: 'crash after event'; type: string; afterMs: number; withinMs: number }
  | { kind: 'partition'; process: ProcessName; afterMs: number; forMs: number }
  | { kind: 'store away'; service: Service; afterMs: number; forMs: number }
  | { kind: 'record stops'; afterMs: number; forMs: number }
  | { kind: 'takeover'; afterMs: number }
  | { kind: 'bus restart'; afterMs: number; forMs: number; loss: number | 'everything' }
  | { kind: 'new governance'; variant: string; afterMs: number };

export interface FaultPlan {
  weather: Weather;
  faults: Fault[];
}

/** Everything goes wrong within this time. */
export const turmoilMs = 25_000;

const busy: readonly ProcessName[] = ['gateway-1', 'gateway-2', 'policy', 'approvals', 'credentials', 'audit-1'];
const storing: readonly Service[] = ['gateway', 'policy', 'approvals', 'credentials', 'audit'];
const variants = ['demo in a freeze', 'demo with another on-call', 'demo'];

type Maker = (random: SeededRandom) => Fault;

const sometime = (random: SeededRandom) => random.between(0, turmoilMs);

const turningPoints = [
  'ToolCallProposed',
  'ToolCallDecided',
  'ToolCallHeld',
  'ApprovalRequested',
  'ApprovalVoted',
  'ApprovalGranted',
  'LeaseIssued',
  'ToolCallStarted',
  'ToolCallStarted',
  'ToolCallStarted',
  'ToolCallSucceeded',
  'ToolCallReleased',
  'ModelCallStarted',
  'ModelCallCompleted',
];

/** At once, or when a slow target may have answered already. */
function crashAfterEvent(random: SeededRandom): Fault {
  const withinMs = random.chance(0.7) ? random.between(0, 20) : random.between(0, 1_500);
  return { kind: 'crash after event', type: random.pick(turningPoints), afterMs: random.between(0, 8_000), withinMs };
}

const makers: readonly Maker[] = [
  (random) => ({ kind: 'crash', process: random.pick(busy), afterMs: sometime(random) }),
  (random) => ({
    kind: 'crash at step',
    process: random.pick(busy),
    step: Math.floor(random.between(1, random.chance(0.5) ? 60 : 300)),
    afterMs: random.between(0, 6_000),
  }),
  crashAfterEvent,
  crashAfterEvent,
  (random) => ({
    kind: 'partition',
    process: random.pick(busy),
    afterMs: sometime(random),
    forMs: random.between(500, 14_000),
  }),
  (random) => ({
    kind: 'store away',
    service: random.pick(storing),
    afterMs: sometime(random),
    forMs: random.between(200, 6_000),
  }),
  (random) => ({ kind: 'record stops', afterMs: sometime(random), forMs: random.between(1_000, 20_000) }),
  (random) => ({ kind: 'takeover', afterMs: sometime(random) }),
  (random) => ({
    kind: 'bus restart',
    afterMs: sometime(random),
    forMs: random.between(50, 5_000),
    loss: lossOf(random),
  }),
  (random) => ({ kind: 'new governance', variant: random.pick(variants), afterMs: sometime(random) }),
];

/** Mostly an orderly restart; sometimes a power failure, which takes back what was acknowledged. */
function lossOf(random: SeededRandom): number | 'everything' {
  const luck = random.next();
  if (luck < 0.6) return 0;
  return luck < 0.95 ? Math.floor(random.between(1, 8)) : 'everything';
}

function weatherOf(random: SeededRandom): Weather {
  if (random.chance(0.5)) return fairWeather;
  return {
    lost: random.chance(0.5) ? random.between(0, 0.12) : 0,
    doubled: random.between(0, 0.2),
    slow: random.between(0, 0.2),
    slowestMs: random.between(20, 1_500),
  };
}

/** What goes wrong in this seed: nothing in a few, several things in most. */
export function faultPlan(random: SeededRandom): FaultPlan {
  if (random.chance(0.05)) return { weather: fairWeather, faults: [] };
  const count = random.pick([1, 1, 2, 2, 3, 4]);
  const faults = Array.from({ length: count }, () => random.pick(makers)(random));
  return { weather: weatherOf(random), faults };
}
