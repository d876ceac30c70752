import type { ReExecution } from '@countersign/evidence';

type Failure = ReExecution['failures'][number];
type Observation = ReExecution['observations'][number];

const listedPerName = 1_000;

/** Collects what came out; counts everything and lists the first of each kind. */
export class Tally {
  decisions = 0;
  derived = 0;
  private readonly failures: Failure[] = [];
  private readonly observations: Observation[] = [];
  private readonly totals = new Map<string, number>();

  fail(failure: Failure): void {
    if (this.isListed(failure.verdict)) this.failures.push(failure);
  }

  observe(observation: Observation): void {
    if (this.isListed(observation.kind)) this.observations.push(observation);
  }

  result(): ReExecution {
    const { decisions, derived, failures, observations } = this;
    return { decisions, derived, failures, observations, totals: Object.fromEntries(this.totals) };
  }

  private isListed(name: string): boolean {
    const total = (this.totals.get(name) ?? 0) + 1;
    this.totals.set(name, total);
    return total <= listedPerName;
  }
}
