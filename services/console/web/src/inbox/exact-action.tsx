import { Badge, Code, Group, Stack, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Approval } from '../api/types.js';
import { readable, readableArguments, relativeTime } from './readable.js';

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Table.Tr>
      <Table.Th w={130} scope="row" style={{ verticalAlign: 'top' }}>
        {name}
      </Table.Th>
      <Table.Td>{children}</Table.Td>
    </Table.Tr>
  );
}

function Effects({ approval }: { approval: Approval }) {
  return (
    <Group gap="xs">
      {approval.effects.map((effect, index) => (
        <Badge
          key={index}
          variant="outline"
          tt="none"
          color={effect.kind === 'read' ? 'blue' : 'red'}
          title={effect.why}
        >
          {effect.kind} {readable(effect.target.name)}
        </Badge>
      ))}
      {!approval.proven && (
        <Badge color="orange" tt="none">
          not everything it does could be proven
        </Badge>
      )}
    </Group>
  );
}

/** The exact action, decoded from the bytes that a grant binds; nothing here was worded by the agent but the arguments themselves. */
export function ExactAction({ approval }: { approval: Approval }) {
  const now = Date.now();
  return (
    <Table layout="fixed" verticalSpacing="xs">
      <Table.Tbody>
        <Row name="Target">
          <Code>{readable(approval.target)}</Code>
        </Row>
        <Row name="Arguments">
          <Code block data-testid="arguments">
            {readableArguments(approval.argumentsText)}
          </Code>
        </Row>
        <Row name="Effects">
          <Effects approval={approval} />
        </Row>
        <Row name="Held by">
          <Stack gap={2}>
            <Text size="sm">{approval.rule ? `${approval.rule.policy}: ${approval.rule.name}` : 'policy'}</Text>
            {approval.reasons.map((reason) => (
              <Text key={reason} size="sm" c="dimmed">
                {readable(reason)}
              </Text>
            ))}
          </Stack>
        </Row>
        <Row name="Approvers">
          {approval.quorum} of {approval.people.join(', ')}; never {approval.excluded.join(', ') || 'nobody'}
        </Row>
        <Row name="Votes">
          {approval.votes.length === 0
            ? 'none yet'
            : approval.votes
                .map((vote) => `${vote.vote} by ${vote.person}${vote.reason ? `: ${readable(vote.reason)}` : ''}`)
                .join('; ')}
        </Row>
        <Row name="Asked">
          {relativeTime(approval.requestedAt, now)}; ends {relativeTime(approval.expiresAt, now)}
        </Row>
        <Row name="The call">{approval.callStatus}</Row>
        <Row name="Action digest">
          <Code style={{ wordBreak: 'break-all' }}>{approval.actionDigest}</Code>
        </Row>
      </Table.Tbody>
    </Table>
  );
}
