import { Alert, Button, Container, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useState, type FormEvent } from 'react';

interface SignInProps {
  pending: boolean;
  error: Error | null;
  onSignIn: (token: string) => void;
}

/** People sign in with their own token; an agent's key is refused here. */
export function SignIn({ pending, error, onSignIn }: SignInProps) {
  const [token, setToken] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSignIn(token.trim());
  };
  return (
    <Container size={460} pt={96}>
      <Title order={1} mb="md">
        Countersign
      </Title>
      <Paper withBorder p="lg" radius="md" component="form" onSubmit={submit}>
        <Stack>
          <Text>Sign in to see what your agents want to do, and to decide.</Text>
          <PasswordInput
            label="Your token"
            description="Starts with csp_"
            value={token}
            onChange={(event) => setToken(event.currentTarget.value)}
            required
            autoFocus
          />
          {error && (
            <Alert color="red" title="Not signed in" role="alert">
              {error.message}
            </Alert>
          )}
          <Button type="submit" loading={pending}>
            Sign in
          </Button>
        </Stack>
      </Paper>
    </Container>
  );
}
