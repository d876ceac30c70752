import type { CheckLog } from '../findings.js';
import { objectOf, textOf, textsOf, type JsonObject } from '../json-shape.js';
import type { LeafRow } from '../leaf-row.js';
import type { DecisionFacts, Permissions } from './permissions.js';
import type { Rule, RuleRange } from './rule.js';

/** A grant stands on enough different people who were entitled to vote, voted for this very action and did not ask for it. */
export class VoterRule implements Rule {
  /** Approving votes, as approval, action and person. */
  private readonly votes = new Set<string>();
  private grants = 0;

  constructor(
    private readonly range: RuleRange,
    private readonly permissions: Permissions,
    private readonly log: CheckLog,
  ) {}

  see({ index, id, type, data }: LeafRow): void {
    if (type === 'ApprovalVoted') {
      const key = voteKey(data, String(data['person']));
      if (data['vote'] === 'approve') this.votes.add(key);
      else this.votes.delete(key);
    }
    if (type !== 'ApprovalGranted') return;
    this.grants++;
    for (const problem of this.problemsOf(objectOf(data['grant']), { index, id })) {
      this.log.fail('grant_voters_invalid', problem, { index, id });
    }
  }

  finish(): void {
    this.log.done('the people behind every grant', this.grants);
  }

  private *problemsOf(grant: JsonObject, place: { index: number; id: string }): Generator<string> {
    yield* countProblems(grant);
    const decision = this.permissions.decision(grant['decisionId']);
    if (decision !== undefined) yield* entitlementProblems(grant, decision);
    if (this.range.isFromStart) {
      const silent = textsOf(grant['approvedBy']).find((person) => !this.votes.has(voteKey(grant, person)));
      if (silent !== undefined) yield `no vote of ${silent} for this action stands before it`;
      if (decision === undefined) yield 'the decision that it answers does not stand before it';
    } else if (decision === undefined) {
      this.log.observe('before_range', `the decision ${textOf(grant['decisionId'])} is not in this range`, place);
    }
  }
}

function* countProblems(grant: JsonObject): Generator<string> {
  const voters = textsOf(grant['approvedBy']);
  const quorum = Number(grant['quorum']);
  if (new Set(voters).size !== voters.length) yield 'a person is counted twice';
  if (!(voters.length >= quorum && quorum >= 1)) yield `${voters.length} people, ${quorum} needed`;
}

/** What policy said about who may grant this action, and how many must. */
function* entitlementProblems(grant: JsonObject, decision: DecisionFacts): Generator<string> {
  const quorum = Number(grant['quorum']);
  if (decision.actionDigest !== grant['actionDigest']) yield 'it is for another action than its decision';
  if (quorum < decision.quorum) yield `policy asked for ${decision.quorum} people, the grant for ${quorum}`;
  for (const person of textsOf(grant['approvedBy'])) {
    if (decision.excluded.includes(person)) yield `${person} is the principal or the owner and may not approve`;
    else if (!decision.people.includes(person)) yield `${person} is not among those whom policy named`;
  }
}

function voteKey(vote: JsonObject, person: string): string {
  return `${String(vote['approvalId'])} ${String(vote['actionDigest'])} ${person}`;
}
