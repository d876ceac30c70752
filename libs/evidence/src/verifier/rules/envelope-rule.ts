import type { CheckLog } from '../findings.js';
import { objectOf } from '../json-shape.js';
import type { LeafRow } from '../leaf-row.js';
import type { Rule, RuleRange } from './rule.js';
import { writerOf } from './writers.js';

/** Clocks of producers may differ from that of the exporter by this much. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;
/** An event that was held up, by an outage or on purpose, by more than this is worth a word. */
const LATE_MS = 15 * 60_000;

/** Tenant, writer and time of every leaf are what they can be. */
export class EnvelopeRule implements Rule {
  private leaves = 0;
  private latest = 0;
  private readonly latestAllowed: number;

  constructor(
    private readonly range: RuleRange,
    private readonly log: CheckLog,
  ) {
    this.latestAllowed = Date.parse(range.createdAt) + CLOCK_TOLERANCE_MS;
  }

  see(row: LeafRow): void {
    this.leaves++;
    this.checkTenant(row);
    this.checkWriter(row);
    this.checkTime(row);
  }

  finish(): void {
    this.log.done('tenant, writer and time of every leaf', this.leaves);
  }

  /** A decision or a grant states its tenant once more, under its own signature. */
  private checkTenant({ index, id, tenant, data }: LeafRow): void {
    const stated = [tenant, objectOf(data['decision'])['tenant'], objectOf(data['grant'])['tenant']];
    const foreign = stated.find((name) => name !== undefined && name !== this.range.tenant);
    if (foreign === undefined) return;
    this.log.fail('foreign_tenant', `a leaf of tenant ${String(foreign)} in the log of ${this.range.tenant}`, {
      index,
      id,
    });
  }

  private checkWriter({ index, id, type, source }: LeafRow): void {
    const writer = writerOf(type);
    if (writer === undefined)
      this.log.observe('unknown_type', `this verifier does not know the type ${type}`, { index, id });
    else if (writer !== source)
      this.log.fail('wrong_writer', `${type} is written by ${writer}, this one by ${source}`, { index, id });
  }

  private checkTime({ index, id, time }: LeafRow): void {
    const at = Date.parse(time);
    if (!(at <= this.latestAllowed)) {
      this.log.fail('time_in_future', `the time ${time} lies after the export`, { index, id });
      return;
    }
    if (at < this.latest - LATE_MS)
      this.log.observe('late_event', `${time} is earlier than what stands before it`, { index, id });
    this.latest = Math.max(this.latest, at);
  }
}
