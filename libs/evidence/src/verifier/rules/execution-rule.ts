import type { CheckLog } from '../findings.js';
import type { FailureVerdict } from '../report.js';
import { textOf } from '../json-shape.js';
import type { LeafRow } from '../leaf-row.js';
import type { DecisionFacts, Permissions } from './permissions.js';
import type { Rule, RuleRange } from './rule.js';

/** What must have been permitted before it, and how it is called if it was not. */
const NEEDS_PERMISSION: Record<string, FailureVerdict> = {
  ToolCallStarted: 'execution_without_permission',
  ToolCallReleased: 'execution_without_permission',
  LeaseIssued: 'lease_without_permission',
  ModelCallCompleted: 'model_call_without_permission',
};
/** The clocks of two services may differ by this much. */
const SKEW_MS = 60_000;

/** Nothing ran, was minted or was answered without an earlier allow, or a grant of the very same action, used once. */
export class ExecutionRule implements Rule {
  private readonly usedGrants = new Set<string>();
  private checked = 0;

  constructor(
    private readonly range: RuleRange,
    private readonly permissions: Permissions,
    private readonly log: CheckLog,
  ) {}

  see(row: LeafRow): void {
    const verdict = NEEDS_PERMISSION[row.type];
    // A lease of a gateway for a model provider belongs to no call.
    if (verdict === undefined || (row.type === 'LeaseIssued' && row.data['callId'] === null)) return;
    this.checked++;
    const problem = this.problemOf(row);
    if (problem !== undefined) this.log.fail(verdict, problem, { index: row.index, id: row.id });
    if (row.type !== 'LeaseIssued') this.useGrant(row);
  }

  finish(): void {
    this.log.done('permission of every execution, lease and model answer', this.checked);
  }

  private problemOf(row: LeafRow): string | undefined {
    const { data } = row;
    const decision = this.permissions.decision(data['decisionId']);
    if (decision === undefined) return this.absent(row, 'decision', data['decisionId']);
    const callId = data['callId'] ?? data['modelCallId'];
    if (decision.callId !== callId) return `its decision is about another call, ${decision.callId}`;
    if (decision.verdict !== 'allow' && decision.verdict !== 'hold') return `its decision says ${decision.verdict}`;
    const isGranted = data['grantId'] !== undefined;
    const problem = isGranted ? this.grantProblem(row, decision) : allowProblem(row, decision);
    return problem ?? this.recheckProblem(row, decision);
  }

  /** A grant answers a held decision. Just before it is used policy decides again, maybe under a newer revision. */
  private grantProblem(row: LeafRow, decision: DecisionFacts): string | undefined {
    const grantId = row.data['grantId'];
    const grant = this.permissions.grant(grantId);
    if (grant === undefined) return this.absent(row, 'grant', grantId);
    if (grant.actionDigest !== row.data['actionDigest']) return 'its grant is for another action';
    const held = this.permissions.decision(grant.decisionId);
    if (held === undefined) return this.absent(row, 'held decision', grant.decisionId);
    return held.action === decision.action ? undefined : 'its decision is about another action than its grant';
  }

  private recheckProblem(row: LeafRow, decision: DecisionFacts): string | undefined {
    const recheckId = row.data['recheckDecisionId'];
    if (recheckId === undefined) return undefined;
    const recheck = this.permissions.decision(recheckId);
    if (recheck === undefined) return this.absent(row, 'second decision', recheckId);
    if (recheck.verdict === 'deny') return 'the decision made again before it ran says deny';
    return recheck.action === decision.action
      ? undefined
      : 'the decision made again before it ran is about another action';
  }

  /** What is not on the record may have been before it, unless the range starts with the first leaf. */
  private absent({ index, id }: LeafRow, what: string, missingId: unknown): string | undefined {
    if (this.range.isFromStart) return `no ${what} ${String(missingId)} stands before it`;
    this.log.observe('before_range', `its ${what} ${String(missingId)} is not in this range`, { index, id });
    return undefined;
  }

  private useGrant({ index, id, time, data }: LeafRow): void {
    const grantId = data['grantId'];
    if (typeof grantId !== 'string') return;
    if (this.usedGrants.has(grantId))
      this.log.fail('grant_reused', `the grant ${grantId} was used before`, { index, id });
    this.usedGrants.add(grantId);
    const expiry = Date.parse(this.permissions.grant(grantId)?.expiresAt ?? '');
    if (Date.parse(time) > expiry + SKEW_MS)
      this.log.fail('grant_expired', `the grant ${grantId} had expired`, { index, id });
  }
}

function allowProblem({ data }: LeafRow, decision: DecisionFacts): string | undefined {
  if (decision.verdict === 'hold') return 'its decision says hold and it names no grant';
  return decision.actionDigest === textOf(data['actionDigest']) ? undefined : 'its decision is about another action';
}
