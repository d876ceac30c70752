import { Alert, Grid, Loader, SegmentedControl } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Me } from '../api/types.js';
import { ApprovalList } from './approval-list.js';
import { ChosenCall } from './chosen-call.js';
import { mayDecide } from './may-decide.js';
import { useApprovals, type Filter } from './use-approvals.js';

/** The approval that the page's address names, as in the links that agents are given. */
const linked = () => /^\/approvals\/([A-Za-z0-9_-]+)$/.exec(window.location.pathname)?.[1];

/** What is shown stays until somebody chooses another: nothing that comes in slides under the hand of who decides. */
function useChosen(first: string | undefined) {
  const [chosen, setChosen] = useState(linked);
  useEffect(() => setChosen((current) => current ?? first), [first]);
  const choose = (approvalId: string) => {
    window.history.replaceState(null, '', `/approvals/${approvalId}`);
    setChosen(approvalId);
  };
  return [chosen, choose] as const;
}

/** How many wait for this person, where they see it from another tab. */
function useTitle(count: number): void {
  useEffect(() => {
    document.title = count > 0 ? `(${count}) Countersign` : 'Countersign';
    return () => void (document.title = 'Countersign');
  }, [count]);
}

function Failure({ error, isOld }: { error: Error; isOld: boolean }) {
  return (
    <Alert color="red" mb="md" role="alert">
      {error.message} {isOld && 'What you see may be out of date; asking again.'}
    </Alert>
  );
}

const filters = [
  { value: 'pending', label: 'Waiting' },
  { value: 'all', label: 'All' },
];

/** Calls that wait for people: what exactly would run, and the decision. */
export function Inbox({ me: { person } }: { me: Me }) {
  const [filter, setFilter] = useState<Filter>(linked() ? 'all' : 'pending');
  const { data, error, isPending } = useApprovals(filter);
  const approvals = data?.approvals ?? [];
  const mine = approvals.filter((approval) => mayDecide(approval, person));
  const [chosen, choose] = useChosen((mine[0] ?? approvals[0])?.approvalId);
  const next = mine.find(({ approvalId }) => approvalId !== chosen);
  useTitle(mine.length);
  if (isPending) return <Loader aria-label="loading" />;
  return (
    <Grid>
      <Grid.Col span={{ base: 12, md: 4 }}>
        <SegmentedControl
          fullWidth
          mb="sm"
          aria-label="which calls"
          value={filter}
          onChange={(value) => setFilter(value as Filter)}
          data={filters}
        />
        <ApprovalList approvals={approvals} filter={filter} person={person} selected={chosen} onSelect={choose} />
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 8 }}>
        {error && <Failure error={error} isOld={data !== undefined} />}
        {chosen !== undefined && (
          <ChosenCall
            key={chosen}
            approvalId={chosen}
            person={person}
            onNext={next && (() => choose(next.approvalId))}
          />
        )}
      </Grid.Col>
    </Grid>
  );
}
