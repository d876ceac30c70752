import { Alert, Loader, Progress, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/ask.js';
import type { BudgetPage } from '../api/types.js';
import { budgetRows, type BudgetRow } from './budget-rows.js';

const pollMs = 3_000;
const columns = ['Budget', 'Covers', 'Spender', 'Period', 'Spent', 'Held by calls under way', 'Limit', 'Used'];

function Row({ row }: { row: BudgetRow }) {
  const { budget, covers, spender, period, spent, held, limit, used, afterwards } = row;
  return (
    <Table.Tr>
      <Table.Th scope="row">{budget}</Table.Th>
      <Table.Td>{covers}</Table.Td>
      <Table.Td>{spender}</Table.Td>
      <Table.Td>{period}</Table.Td>
      <Table.Td>{spent}</Table.Td>
      <Table.Td>{held}</Table.Td>
      <Table.Td>{limit}</Table.Td>
      <Table.Td>
        <Text size="sm">
          {used} %{used === 100 ? `, ${afterwards}` : ''}
        </Text>
        <Progress.Root aria-hidden>
          <Progress.Section withAria={false} value={used} color={used === 100 ? 'red' : 'blue'} />
        </Progress.Root>
      </Table.Td>
    </Table.Tr>
  );
}

function Spending() {
  const page = useQuery({
    queryKey: ['budgets'],
    queryFn: () => ask<BudgetPage>('GET', '/budgets'),
    refetchInterval: pollMs,
  });
  if (page.isPending) return <Loader aria-label="loading" />;
  if (page.isError) return <Alert color="red">{page.error.message}</Alert>;
  const rows = budgetRows(page.data.budgets);
  if (rows.length === 0) return <Text>No budget bounds your tenant. Add a Budget to its governance.</Text>;
  return (
    <Table.ScrollContainer minWidth={800}>
      <Table striped>
        <Table.Caption>
          What model calls have spent in the running periods, and what is held for calls under way
        </Table.Caption>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column} scope="col">
                {column}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Row key={row.key} row={row} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** What is spent, held and left of the tenant's budgets. */
export function Budgets() {
  return (
    <Stack>
      <Title order={2} size="h3">
        Budgets
      </Title>
      <Spending />
    </Stack>
  );
}
