import type { Approval } from '../api/types.js';

/** Why this person may not decide now; null when they may. The server judges by itself. */
export function whyNot(approval: Approval, person: string): string | null {
  if (approval.excluded.includes(person))
    return 'You asked for this call or own its agent, so somebody else has to decide.';
  if (approval.votes.some((vote) => vote.person === person))
    return `You have voted. It needs ${approval.quorum} in all.`;
  if (approval.people.includes(person)) return null;
  return `You are not among the approvers of this call. Ask ${approval.people.join(' or ')}.`;
}

export const mayDecide = (approval: Approval, person: string): boolean =>
  approval.status === 'pending' && whyNot(approval, person) === null;

const afterGrant: Record<Approval['callStatus'], string> = {
  waiting: 'Approved. The call runs now, or when its agent proposes it again.',
  executing: 'Approved. The call is running.',
  executed: 'Approved, and the call has run.',
  failed: 'Approved, but the call failed.',
  unknown: 'Approved, but nobody knows whether the call took effect: look at its target.',
  released: 'Approved, and the call was passed on to the agent.',
};

/** What became of an approval that is over. */
export function endingText({ status, callStatus }: Approval): string {
  if (status === 'granted') return afterGrant[callStatus];
  if (status === 'rejected') return 'Rejected. The call never ran, and the agent was told why.';
  if (status === 'expired') return 'Nobody decided in time. The call never ran.';
  return 'Taken back before anybody decided. The call never ran.';
}
