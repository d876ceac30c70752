const openai: ReadonlyMap<number, string> = new Map([
  [401, 'authentication_error'],
  [402, 'billing_error'],
  [403, 'permission_error'],
  [404, 'not_found_error'],
  [429, 'rate_limit_error'],
  [503, 'service_unavailable_error'],
]);

const anthropic: ReadonlyMap<number, string> = new Map([
  [401, 'authentication_error'],
  [402, 'billing_error'],
  [403, 'permission_error'],
  [404, 'not_found_error'],
  [413, 'request_too_large'],
  [429, 'rate_limit_error'],
  [503, 'overloaded_error'],
  [504, 'timeout_error'],
  [529, 'overloaded_error'],
]);

/** The error type that each family's clients know for a status. */
export function errorType(family: 'openai' | 'anthropic', status: number): string {
  const known = (family === 'openai' ? openai : anthropic).get(status);
  if (known) return known;
  if (status < 500) return 'invalid_request_error';
  return family === 'openai' ? 'server_error' : 'api_error';
}
