import { Badge, Code, Group, Mark, Stack, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Approval } from '../api/types.js';
import { markedArguments } from './marked-arguments.js';
import { readable } from './readable.js';
import { Moment } from './moment.js';

type Effect = Approval['effects'][number];

const colourOf = ({ kind }: Effect) => (kind === 'read' ? 'blue' : kind === 'unknown' ? 'orange' : 'red');

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

/** What would run, byte for byte, with the parts that show an effect marked. */
function Arguments({ approval }: { approval: Approval }) {
  return (
    <Code block data-testid="arguments" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
      {markedArguments(approval.argumentsText, approval.effects).map(({ text, effect }, index) =>
        effect === undefined ? (
          text
        ) : (
          <Mark key={index} color={colourOf(effect)} title={`${effect.kind} ${readable(effect.target.name)}`}>
            {text}
          </Mark>
        ),
      )}
    </Code>
  );
}

function Effects({ approval }: { approval: Approval }) {
  return (
    <Stack gap={6}>
      {approval.effects.map((effect, index) => (
        <Group key={index} gap="xs" wrap="nowrap" align="flex-start">
          <Badge variant="light" tt="none" color={colourOf(effect)} style={{ flexShrink: 0 }}>
            {effect.kind}
          </Badge>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {readable(effect.target.name)}
            {effect.why !== undefined && (
              <Text span c="dimmed">
                {' '}
                {readable(effect.why)}
              </Text>
            )}
          </Text>
        </Group>
      ))}
      {approval.effects.length === 0 && <Text size="sm">none that were found</Text>}
      {!approval.proven && (
        <Text size="sm" c="orange" fw={600}>
          Not everything that it does could be proven: it may do more.
        </Text>
      )}
    </Stack>
  );
}

function HeldBy({ approval: { rule, reasons } }: { approval: Approval }) {
  return (
    <Stack gap={2}>
      <Text size="sm">{rule ? `${rule.policy}: ${rule.name}` : 'policy'}</Text>
      {reasons.map((reason) => (
        <Text key={reason} size="sm" c="dimmed">
          {readable(reason)}
        </Text>
      ))}
    </Stack>
  );
}

function Approvers({ approval: { quorum, people, groups, excluded } }: { approval: Approval }) {
  const who = `${people.join(', ')}${groups.length > 0 ? ` (${groups.join(', ')})` : ''}`;
  return (
    <Text size="sm">
      {quorum === 1 ? 'one' : quorum} of {who}
      {excluded.length > 0 && `; never ${excluded.join(' or ')} (asked for it, or owns the agent)`}
    </Text>
  );
}

function Votes({ approval: { votes, quorum } }: { approval: Approval }) {
  const approvals = votes.filter(({ vote }) => vote === 'approve').length;
  return (
    <Stack gap={2}>
      <Text size="sm">
        {approvals} of {quorum} needed
      </Text>
      {votes.map(({ person, vote, reason, at }) => (
        <Text key={person} size="sm">
          {vote === 'approve' ? 'approved' : 'rejected'} by {person}, <Moment at={at} />
          {reason ? `: ${readable(reason)}` : ''}
        </Text>
      ))}
    </Stack>
  );
}

/** The exact action, decoded from the bytes that a grant binds; nothing here was worded by the agent but the arguments themselves. */
export function ExactAction({ approval }: { approval: Approval }) {
  return (
    <Table layout="fixed" verticalSpacing="xs">
      <Table.Tbody>
        <Row name="Target">
          <Code>{readable(approval.target)}</Code>
        </Row>
        <Row name="Arguments">
          <Arguments approval={approval} />
        </Row>
        <Row name="Effects">
          <Effects approval={approval} />
        </Row>
        <Row name="Held by">
          <HeldBy approval={approval} />
        </Row>
        <Row name="Approvers">
          <Approvers approval={approval} />
        </Row>
        <Row name="Votes">
          <Votes approval={approval} />
        </Row>
        <Row name="Asked">
          <Text size="sm">
            <Moment at={approval.requestedAt} />
            {approval.status === 'pending' && (
              <>
                ; ends <Moment at={approval.expiresAt} />
              </>
            )}
          </Text>
        </Row>
        <Row name="Call, run">
          <Code style={{ overflowWrap: 'anywhere' }}>
            {approval.callId} {approval.run}
          </Code>
        </Row>
        <Row name="Action digest">
          <Code style={{ overflowWrap: 'anywhere' }}>{approval.actionDigest}</Code>
        </Row>
      </Table.Tbody>
    </Table>
  );
}
