import type { Decision } from '@countersign/contracts';
import type { ToolCallOutcome } from '../../domain/decide/decide-tool-call.js';
import { changeOf } from '../../domain/simulate/change-of.js';
import { shadowDecidedEvent } from './shadow-decided-event.js';
import type { Candidate, ShadowFindings, ShadowParts } from './shadow-ports.js';

/** What one replica has found for one candidate and not yet told the store. */
export class ShadowBatch implements ShadowFindings {
  decided = 0;
  dropped = 0;
  readonly holds = new Map<string, number>();
  readonly changes: ShadowFindings['changes'][number][] = [];

  constructor(
    private readonly parts: Pick<ShadowParts, 'clock' | 'ids'>,
    readonly candidate: Candidate,
  ) {}

  get isEmpty(): boolean {
    return this.decided === 0 && this.dropped === 0;
  }

  /** A call that is decided again right before it runs is no call of its own. */
  add(decision: Decision, outcome: ToolCallOutcome): void {
    if (decision.phase !== 'initial') return;
    this.decided += 1;
    for (const person of outcome.approvers?.people ?? []) this.holds.set(person, (this.holds.get(person) ?? 0) + 1);
    if (outcome.verdict === decision.verdict) return;
    const change = changeOf(decision, outcome);
    const found = { candidate: this.candidate, decision, outcome, change };
    this.changes.push({ change, event: shadowDecidedEvent(this.parts, found) });
  }
}
