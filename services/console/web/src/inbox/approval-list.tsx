import { Badge, Box, NavLink, Text } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import type { Approval } from '../api/types.js';
import { mayDecide } from './may-decide.js';
import { Moment } from './moment.js';
import { readable } from './readable.js';
import type { Filter } from './use-approvals.js';

export const statusColour: Record<Approval['status'], string> = {
  pending: 'yellow',
  granted: 'green',
  rejected: 'red',
  expired: 'gray',
  cancelled: 'gray',
};

interface ApprovalListProps {
  approvals: Approval[];
  filter: Filter;
  person: string;
  selected: string | undefined;
  onSelect: (approvalId: string) => void;
}

const emptyText: Record<Filter, string> = {
  pending: 'Nothing waits. A call appears here when a policy holds it for people.',
  all: 'No call has waited for people yet.',
};

/** Up and down go from one to the next, as in any list. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const next = buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** What waits, newest first. */
export function ApprovalList({ approvals, filter, person, selected, onSelect }: ApprovalListProps) {
  if (approvals.length === 0) {
    return (
      <Text c="dimmed" p="md">
        {emptyText[filter]}
      </Text>
    );
  }
  return (
    <Box
      component="nav"
      aria-label="calls"
      mah={{ base: 260, md: 'calc(100vh - 190px)' }}
      style={{ overflowY: 'auto' }}
      onKeyDown={moveFocus}
    >
      {approvals.map((approval) => (
        <NavLink
          key={approval.approvalId}
          component="button"
          active={approval.approvalId === selected}
          aria-current={approval.approvalId === selected}
          onClick={() => onSelect(approval.approvalId)}
          label={readable(approval.tool)}
          description={
            <>
              {approval.agent}, <Moment at={approval.requestedAt} />
            </>
          }
          rightSection={
            <Badge
              autoContrast
              color={statusColour[approval.status]}
              variant={mayDecide(approval, person) ? 'filled' : 'light'}
            >
              {mayDecide(approval, person) ? 'for you' : approval.status}
            </Badge>
          }
        />
      ))}
    </Box>
  );
}
