type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Our own header first, then those that known agents send; nothing here can reach beyond the key's own agent. */
const sessionHeaders = ['x-countersign-session-id', 'x-claude-code-session-id', 'session-id'];

/** What tells one session of an agent from another: a claim of the client that only groups its calls into runs. */
export function sessionSignal(headers: Headers, promptCacheKey?: string): string | null {
  for (const name of sessionHeaders) {
    const value = headers[name];
    if (typeof value === 'string' && value !== '') return value.slice(0, 256);
  }
  return promptCacheKey?.slice(0, 256) ?? null;
}
