import type {
  Check,
  Failure,
  FailureVerdict,
  Observation,
  ObservationKind,
  Place,
  VerificationReport,
} from './report.js';

const LISTED_PER_NAME = 1_000;

/** Collects what the checks find and makes the report of it. */
export class Findings {
  readonly warnings: string[] = [];
  private readonly failures: Failure[] = [];
  private readonly observations: Observation[] = [];
  private readonly totals = new Map<string, number>();
  private readonly checks: Check[] = [];

  /** Announces a check. Until it is done it counts as failed, so that nothing passes by being skipped. */
  begin(name: string): CheckLog {
    const check: Check = { name, passed: false, checked: 'not run', count: 0 };
    this.checks.push(check);
    return new CheckLog(check, this);
  }

  fail(failure: Failure): void {
    if (this.counts(failure.verdict)) this.failures.push(failure);
  }

  observe(observation: Observation): void {
    if (this.counts(observation.kind)) this.observations.push(observation);
  }

  has(check: string): boolean {
    return this.failures.some((failure) => failure.check === check);
  }

  report(bundle: VerificationReport['bundle']): VerificationReport {
    const { checks, failures, observations, warnings } = this;
    const isVerified = failures.length === 0 && checks.every((check) => check.passed);
    const totals = Object.fromEntries(this.totals);
    return { verdict: isVerified ? 'verified' : 'failed', bundle, checks, failures, observations, totals, warnings };
  }

  private counts(name: string): boolean {
    const total = (this.totals.get(name) ?? 0) + 1;
    this.totals.set(name, total);
    return total <= LISTED_PER_NAME;
  }
}

/** The findings of one check. */
export class CheckLog {
  constructor(
    private readonly check: Check,
    private readonly findings: Findings,
  ) {}

  fail(verdict: FailureVerdict, message: string, place: Place = {}): void {
    this.findings.fail({ check: this.check.name, verdict, message, ...place });
  }

  observe(kind: ObservationKind, message: string, place: Place = {}): void {
    this.findings.observe({ kind, message, ...place });
  }

  done(checked: string, count: number): void {
    this.check.checked = checked;
    this.check.count = count;
    this.check.passed = !this.findings.has(this.check.name);
  }
}
