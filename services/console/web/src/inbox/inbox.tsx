import { Alert, Grid, Loader, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { Me } from '../api/types.js';
import { ApprovalList } from './approval-list.js';
import { ShownApproval } from './shown-approval.js';
import { useApprovals, type Filter } from './use-approvals.js';

/** The approval that the page's address names, as in the links that agents are given. */
const linked = /^\/approvals\/([A-Za-z0-9_-]+)$/.exec(window.location.pathname)?.[1];

/** Calls that wait for people: what exactly would run, and the decision. */
export function Inbox({ me }: { me: Me }) {
  const [filter, setFilter] = useState<Filter>(linked ? 'all' : 'pending');
  const [chosen, setChosen] = useState<string | undefined>(linked);
  const { page, decide } = useApprovals(filter);
  if (page.isPending) return <Loader aria-label="loading" />;
  if (page.isError) return <Alert color="red">{page.error.message}</Alert>;
  const { approvals } = page.data;
  const justDecided = decide.data?.approvalId === chosen ? decide.data : undefined;
  const shown = approvals.find(({ approvalId }) => approvalId === chosen) ?? justDecided ?? approvals[0];
  return (
    <Grid>
      <Grid.Col span={{ base: 12, md: 4 }}>
        <SegmentedControl
          fullWidth
          mb="sm"
          value={filter}
          onChange={(value) => setFilter(value as Filter)}
          data={[
            { value: 'pending', label: 'Waiting' },
            { value: 'all', label: 'All' },
          ]}
        />
        <ApprovalList approvals={approvals} selected={shown?.approvalId} onSelect={setChosen} />
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 8 }}>
        {shown && (
          <ShownApproval
            approval={shown}
            person={me.person}
            pending={decide.isPending}
            error={decide.error}
            onDecide={(decision) => {
              setChosen(decision.approval.approvalId);
              decide.mutate(decision);
            }}
          />
        )}
      </Grid.Col>
    </Grid>
  );
}
