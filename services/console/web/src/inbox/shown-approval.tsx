import { Badge, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { statusColour } from './approval-list.js';
import { Decide, type DecideProps } from './decide.js';
import { ExactAction } from './exact-action.js';
import { readable } from './readable.js';

/** One approval: the exact action, and the decision while there is one to make. */
export function ShownApproval(props: DecideProps) {
  const { approval } = props;
  return (
    <Paper withBorder p="lg" radius="md">
      <Stack>
        <Group justify="space-between">
          <Title order={2} size="h3">
            {approval.agent} wants {readable(approval.tool)}
          </Title>
          <Badge color={statusColour[approval.status]} size="lg" data-testid="status">
            {approval.status}
          </Badge>
        </Group>
        <ExactAction approval={approval} />
        {approval.status === 'pending' ? (
          <Decide key={approval.approvalId} {...props} />
        ) : (
          <Text c="dimmed">Decided. This stays on the record.</Text>
        )}
      </Stack>
    </Paper>
  );
}
