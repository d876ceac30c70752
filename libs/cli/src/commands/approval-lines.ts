import type { ApprovalView } from '@countersign/contracts';

/** The exact action, as an approver must see it before deciding. */
export function approvalLines(view: ApprovalView): string[] {
  return [
    `${view.approvalId}  ${view.status}`,
    `  ${view.agent} wants ${view.tool} -> ${view.target}`,
    `  held by    ${view.rule ? `${view.rule.policy}: ${view.rule.name}` : 'policy'}`,
    ...view.reasons.map((reason) => `             ${reason}`),
    `  arguments  ${view.argumentsText}`,
    ...view.effects.map((effect) => `  effect     ${effect.kind} ${effect.target.name}`),
    `  approvers  ${view.quorum} of ${view.people.join(', ')}; never ${view.excluded.join(', ') || 'nobody'}`,
    ...view.votes.map(
      (vote) =>
        `  ${vote.vote === 'approve' ? 'approved' : 'rejected'}   by ${vote.person} at ${vote.at}${vote.reason ? `: ${vote.reason}` : ''}`,
    ),
    `  asked      ${view.requestedAt}, ends ${view.expiresAt}; the call: ${view.callStatus}`,
    `  action     ${view.actionDigest}`,
  ];
}
