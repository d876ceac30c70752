import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from '../api/ask.js';
import type { Approval, ApprovalPage } from '../api/types.js';

export type Filter = 'pending' | 'all';

export interface DecisionInput {
  approval: Approval;
  vote: 'approve' | 'reject';
  reason: string;
}

const pollMs = 3_000;

/** The inbox, kept fresh, and deciding on exactly what was shown. */
export function useApprovals(filter: Filter) {
  const queries = useQueryClient();
  const page = useQuery({
    queryKey: ['approvals', filter],
    queryFn: () => ask<ApprovalPage>('GET', `/approvals?limit=100${filter === 'pending' ? '&status=pending' : ''}`),
    refetchInterval: pollMs,
  });
  const decide = useMutation({
    mutationFn: ({ approval, vote, reason }: DecisionInput) =>
      ask<Approval>('POST', `/approvals/${approval.approvalId}/${vote}`, {
        actionDigest: approval.actionDigest,
        ...(reason === '' ? {} : { reason }),
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['approvals'] }),
  });
  return { page, decide };
}
