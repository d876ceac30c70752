import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask, Refused } from '../api/ask.js';
import type { Me } from '../api/types.js';

/** Who is signed in: `null` when nobody is. */
export function useSession() {
  const queries = useQueryClient();
  const me = useQuery({
    queryKey: ['me'],
    queryFn: () =>
      ask<Me>('GET', '/me').catch((error: unknown) => {
        if (error instanceof Refused && error.status === 401) return null;
        throw error;
      }),
  });
  const refresh = () => queries.invalidateQueries();
  const signIn = useMutation({
    mutationFn: (token: string) => ask<Me>('POST', '/session', { token }),
    onSuccess: refresh,
  });
  const signOut = useMutation({ mutationFn: () => ask('DELETE', '/session'), onSuccess: refresh });
  return { me, signIn, signOut };
}
