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

/** The inbox, kept fresh. */
export function useApprovals(filter: Filter) {
  return useQuery({
    queryKey: ['approvals', filter],
    queryFn: () => ask<ApprovalPage>('GET', `/approvals?limit=100${filter === 'pending' ? '&status=pending' : ''}`),
    refetchInterval: pollMs,
  });
}

/** One approval by itself, whichever list it is in, kept fresh too. */
export function useApproval(approvalId: string) {
  return useQuery({
    queryKey: ['approval', approvalId],
    queryFn: () => ask<Approval>('GET', `/approvals/${approvalId}`),
    refetchInterval: pollMs,
  });
}

/** Decides on exactly what was shown. */
export function useDecision() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ approval, vote, reason }: DecisionInput) =>
      ask<Approval>('POST', `/approvals/${approval.approvalId}/${vote}`, {
        actionDigest: approval.actionDigest,
        ...(reason === '' ? {} : { reason }),
      }),
    onSuccess: (approval) => queries.setQueryData(['approval', approval.approvalId], approval),
    onSettled: (_, __, { approval }) =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['approvals'] }),
        queries.invalidateQueries({ queryKey: ['approval', approval.approvalId] }),
      ]),
  });
}
