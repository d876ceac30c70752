import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { statusColour } from './approval-list.js';
import { Decide, type DecideProps } from './decide.js';
import { ExactAction } from './exact-action.js';
import { endingText } from './may-decide.js';
import { readable } from './readable.js';

interface ShownApprovalProps extends DecideProps {
  /** Goes on to another call that waits; absent when there is none. */
  onNext: (() => void) | undefined;
}

/** One approval: the exact action, and the decision while there is one to make. */
export function ShownApproval({ onNext, ...props }: ShownApprovalProps) {
  const { approval } = props;
  return (
    <Paper withBorder p="lg" radius="md" component="section" aria-label="the call">
      <Stack>
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Title order={2} size="h3" style={{ overflowWrap: 'anywhere' }}>
            {approval.agent} wants {readable(approval.tool)}
          </Title>
          <Badge
            autoContrast
            color={statusColour[approval.status]}
            size="lg"
            data-testid="status"
            role="status"
            style={{ flexShrink: 0 }}
          >
            {approval.status}
          </Badge>
        </Group>
        <ExactAction approval={approval} />
        {approval.status === 'pending' ? (
          <Decide key={approval.approvalId} {...props} />
        ) : (
          <Group justify="space-between">
            <Text>{endingText(approval)}</Text>
            {onNext && (
              <Button variant="default" onClick={onNext} autoFocus>
                Show the next one
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </Paper>
  );
}
