import '@mantine/core/styles.css';
import { MantineProvider } from '@mantine/core';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Refused } from './api/ask.js';
import { App } from './app.js';

const mostRetries = 3;

/** Whose session has ended is asked to sign in again, whatever they were at. */
const onError = (error: Error) => {
  if (error instanceof Refused && error.status === 401) void queries.invalidateQueries({ queryKey: ['me'] });
};
const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    // What the server has refused stays refused.
    queries: { retry: (count, error) => !(error instanceof Refused && error.status < 500) && count < mostRetries },
  },
});

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id root');
createRoot(root).render(
  <StrictMode>
    <MantineProvider defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <App />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
