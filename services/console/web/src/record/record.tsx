import { Alert, Code, Loader, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/ask.js';
import type { CheckpointView, EventPage } from '../api/types.js';

const pollMs = 3_000;

function Events() {
  const events = useQuery({
    queryKey: ['events'],
    queryFn: () => ask<EventPage>('GET', '/events?descending=true&limit=50'),
    refetchInterval: pollMs,
  });
  if (events.isPending) return <Loader aria-label="loading" />;
  if (events.isError) return <Alert color="red">{events.error.message}</Alert>;
  return (
    <Table striped>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Index</Table.Th>
          <Table.Th>Time</Table.Th>
          <Table.Th>Event</Table.Th>
          <Table.Th>About</Table.Th>
          <Table.Th>Written by</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {events.data.events.map((event) => (
          <Table.Tr key={event.index}>
            <Table.Td>{event.index}</Table.Td>
            <Table.Td>{event.time}</Table.Td>
            <Table.Td>{event.type}</Table.Td>
            <Table.Td>
              <Code>{event.subject}</Code>
            </Table.Td>
            <Table.Td>{event.source}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** The newest events of the tenant's record and the checkpoint that signs for them. */
export function Record() {
  const checkpoint = useQuery({
    queryKey: ['checkpoint'],
    queryFn: () => ask<CheckpointView>('GET', '/checkpoints/latest'),
    refetchInterval: pollMs,
    retry: false,
  });
  return (
    <Stack>
      <Title order={2} size="h3">
        Newest checkpoint
      </Title>
      {checkpoint.data ? <Code block>{checkpoint.data.note}</Code> : <Text c="dimmed">none yet</Text>}
      <Title order={2} size="h3">
        Newest events
      </Title>
      <Events />
    </Stack>
  );
}
