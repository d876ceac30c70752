import { Alert } from '@mantine/core';
import { ShownApproval } from './shown-approval.js';
import { useApproval, useDecision } from './use-approvals.js';

interface ChosenCallProps {
  approvalId: string;
  person: string;
  onNext: (() => void) | undefined;
}

/** One call by its id, whichever list it is in: what it is, and the decision. */
export function ChosenCall({ approvalId, person, onNext }: ChosenCallProps) {
  const { data, error } = useApproval(approvalId);
  const decision = useDecision();
  if (data === undefined) {
    return error === null ? null : (
      <Alert color="red" role="alert">
        {error.message}
      </Alert>
    );
  }
  return (
    <ShownApproval
      approval={data}
      person={person}
      pending={decision.isPending}
      error={decision.error}
      onDecide={(input) => decision.mutate(input)}
      onNext={onNext}
    />
  );
}
