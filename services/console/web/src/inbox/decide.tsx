import { Alert, Button, Group, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Refused } from '../api/ask.js';
import type { Approval } from '../api/types.js';
import type { DecisionInput } from './use-approvals.js';

export interface DecideProps {
  approval: Approval;
  person: string;
  pending: boolean;
  error: Error | null;
  onDecide: (decision: DecisionInput) => void;
}

function whyNot(approval: Approval, person: string): string | null {
  if (approval.excluded.includes(person))
    return 'You asked for this call or own its agent, so somebody else has to decide.';
  if (approval.votes.some((vote) => vote.person === person)) return 'You have voted; others have not yet.';
  return approval.people.includes(person) ? null : 'You are not among the approvers of this call.';
}

/** Approve, or reject with a reason. */
export function Decide({ approval, person, pending, error, onDecide }: DecideProps) {
  const [reason, setReason] = useState('');
  const obstacle = whyNot(approval, person);
  if (obstacle) return <Alert color="gray">{obstacle}</Alert>;
  const trimmed = reason.trim();
  return (
    <Stack gap="sm">
      <Textarea
        label="Reason"
        description="Needed to reject; the agent's owner will read it."
        value={reason}
        maxLength={2000}
        autosize
        minRows={2}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {error && (
        <Alert color="red" title="Not decided" role="alert">
          {error.message} {error instanceof Refused ? error.remedy : ''}
        </Alert>
      )}
      <Group>
        <Button
          color="green"
          loading={pending}
          onClick={() => onDecide({ approval, vote: 'approve', reason: trimmed })}
        >
          Approve
        </Button>
        <Button
          color="red"
          variant="outline"
          loading={pending}
          disabled={trimmed === ''}
          onClick={() => onDecide({ approval, vote: 'reject', reason: trimmed })}
        >
          Reject
        </Button>
      </Group>
    </Stack>
  );
}
