import { Alert, Button, Group, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Refused } from '../api/ask.js';
import type { Approval } from '../api/types.js';
import { whyNot } from './may-decide.js';
import type { DecisionInput } from './use-approvals.js';

export interface DecideProps {
  approval: Approval;
  person: string;
  pending: boolean;
  error: Error | null;
  onDecide: (decision: DecisionInput) => void;
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
        description="Needed to reject. The agent is told, and it stays on the record."
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
