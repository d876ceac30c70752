import { Alert, AppShell, Button, Group, Loader, Tabs, Text, Title } from '@mantine/core';
import type { Me } from './api/types.js';
import { Budgets } from './budgets/budgets.js';
import { Inbox } from './inbox/inbox.js';
import { Record } from './record/record.js';
import { SignIn } from './session/sign-in.js';
import { useSession } from './session/use-session.js';

function Signed({ me, onSignOut }: { me: Me; onSignOut: () => void }) {
  return (
    <AppShell header={{ height: 56 }} padding="md">
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between">
          <Title order={1} size="h4">
            Countersign
          </Title>
          <Group>
            <Text size="sm">
              {me.displayName}, {me.tenant}
            </Text>
            <Button size="xs" variant="subtle" onClick={onSignOut}>
              Sign out
            </Button>
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Main>
        <Tabs defaultValue="inbox" keepMounted={false}>
          <Tabs.List mb="md">
            <Tabs.Tab value="inbox">Inbox</Tabs.Tab>
            <Tabs.Tab value="budgets">Budgets</Tabs.Tab>
            <Tabs.Tab value="record">Record</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="inbox">
            <Inbox me={me} />
          </Tabs.Panel>
          <Tabs.Panel value="budgets">
            <Budgets />
          </Tabs.Panel>
          <Tabs.Panel value="record">
            <Record />
          </Tabs.Panel>
        </Tabs>
      </AppShell.Main>
    </AppShell>
  );
}

export function App() {
  const { me, signIn, signOut } = useSession();
  if (me.isPending) return <Loader m="xl" aria-label="loading" />;
  if (me.isError) return <Alert m="xl">{me.error.message}</Alert>;
  if (me.data === null)
    return <SignIn pending={signIn.isPending} error={signIn.error} onSignIn={(token) => signIn.mutate(token)} />;
  return <Signed me={me.data} onSignOut={() => signOut.mutate()} />;
}
