import type { CheckLog } from '../findings.js';
import type { LeafRow } from '../leaf-row.js';
import type { Rule, RuleRange } from './rule.js';

interface Execution {
  index: number;
  id: string;
  isEnded: boolean;
  isUnknown: boolean;
}

/** Every execution started once and ended once, or is reported as in flight or unknown. */
export class OutcomeRule implements Rule {
  private readonly executions = new Map<string, Execution>();

  constructor(
    private readonly range: RuleRange,
    private readonly log: CheckLog,
  ) {}

  see(row: LeafRow): void {
    const callId = String(row.data['callId']);
    if (row.type === 'ToolCallStarted') this.start(callId, row);
    else if (row.type === 'ToolCallSucceeded') this.end(callId, row);
    else if (row.type === 'ToolCallFailed') this.fail(callId, row);
    else if (row.type === 'ToolCallOutcomeUnknown') this.loseSight(callId, row);
  }

  finish(): void {
    for (const [callId, { index, id, isEnded, isUnknown }] of this.executions) {
      if (isEnded) continue;
      if (isUnknown) this.log.observe('outcome_unknown', `nobody knows whether ${callId} took effect`, { index, id });
      else this.log.observe('in_flight', `${callId} has started and has no outcome in this range`, { index, id });
    }
    this.log.done('start and outcome of every execution', this.executions.size);
  }

  private start(callId: string, { index, id }: LeafRow): void {
    if (this.executions.has(callId)) this.log.fail('started_twice', `${callId} was started before`, { index, id });
    else this.executions.set(callId, { index, id, isEnded: false, isUnknown: false });
  }

  private end(callId: string, row: LeafRow): void {
    const execution = this.startedBefore(callId, row);
    if (execution === undefined) return;
    const { index, id } = row;
    if (execution.isEnded) this.log.fail('outcome_twice', `${callId} had an outcome before`, { index, id });
    execution.isEnded = true;
  }

  /** A call may fail before it starts, and between its intent and the sending. */
  private fail(callId: string, row: LeafRow): void {
    if (row.data['started'] === true || this.executions.has(callId)) this.end(callId, row);
  }

  /** A crash may hide even whether the intent was sealed. */
  private loseSight(callId: string, { index, id }: LeafRow): void {
    const execution = this.executions.get(callId);
    if (execution === undefined)
      this.log.observe('outcome_unknown', `nobody knows whether ${callId} began`, { index, id });
    else execution.isUnknown = true;
  }

  private startedBefore(callId: string, { index, id }: LeafRow): Execution | undefined {
    const execution = this.executions.get(callId);
    if (execution === undefined && this.range.isFromStart) {
      this.log.fail('outcome_without_start', `no start of ${callId} stands before it`, { index, id });
    } else if (execution === undefined) {
      this.log.observe('before_range', `the start of ${callId} is not in this range`, { index, id });
    }
    return execution;
  }
}
