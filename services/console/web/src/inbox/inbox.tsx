import { Alert, Badge, Grid, Group, Loader, Paper, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { Me } from '../api/types.js';
import { ApprovalList, statusColour } from './approval-list.js';
import { Decide } from './decide.js';
import { ExactAction } from './exact-action.js';
import { readable } from './readable.js';
import { useApprovals, type Filter } from './use-approvals.js';

/** Calls that wait for people: what exactly would run, and the decision. */
export function Inbox({ me }: { me: Me }) {
  const [filter, setFilter] = useState<Filter>('pending');
  const [chosen, setChosen] = useState<string>();
  const { page, decide } = useApprovals(filter);
  if (page.isPending) return <Loader aria-label="loading" />;
  if (page.isError) return <Alert color="red">{page.error.message}</Alert>;
  const { approvals } = page.data;
  const shown =
    approvals.find(({ approvalId }) => approvalId === chosen) ??
    (decide.data?.approvalId === chosen ? decide.data : approvals[0]);
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
          <Paper withBorder p="lg" radius="md">
            <Stack>
              <Group justify="space-between">
                <Title order={2} size="h3">
                  {shown.agent} wants {readable(shown.tool)}
                </Title>
                <Badge color={statusColour[shown.status]} size="lg">
                  {shown.status}
                </Badge>
              </Group>
              <ExactAction approval={shown} />
              {shown.status === 'pending' ? (
                <Decide
                  key={shown.approvalId}
                  approval={shown}
                  person={me.person}
                  pending={decide.isPending}
                  error={decide.error}
                  onDecide={(decision) => {
                    setChosen(decision.approval.approvalId);
                    decide.mutate(decision);
                  }}
                />
              ) : (
                <Text c="dimmed">Decided. This stays on the record.</Text>
              )}
            </Stack>
          </Paper>
        )}
      </Grid.Col>
    </Grid>
  );
}
