import { Badge, NavLink, ScrollArea, Text } from '@mantine/core';
import type { Approval } from '../api/types.js';
import { readable, relativeTime } from './readable.js';

export const statusColour: Record<Approval['status'], string> = {
  pending: 'yellow',
  granted: 'green',
  rejected: 'red',
  expired: 'gray',
  cancelled: 'gray',
};

interface ApprovalListProps {
  approvals: Approval[];
  selected: string | undefined;
  onSelect: (approvalId: string) => void;
}

/** What waits, newest first. */
export function ApprovalList({ approvals, selected, onSelect }: ApprovalListProps) {
  if (approvals.length === 0) {
    return (
      <Text c="dimmed" p="md">
        Nothing waits for you.
      </Text>
    );
  }
  const now = Date.now();
  return (
    <ScrollArea h="calc(100vh - 150px)">
      {approvals.map((approval) => (
        <NavLink
          key={approval.approvalId}
          component="button"
          active={approval.approvalId === selected}
          onClick={() => onSelect(approval.approvalId)}
          label={readable(approval.tool)}
          description={`${approval.agent}, ${relativeTime(approval.requestedAt, now)}`}
          rightSection={
            <Badge color={statusColour[approval.status]} variant="light">
              {approval.status}
            </Badge>
          }
        />
      ))}
    </ScrollArea>
  );
}
