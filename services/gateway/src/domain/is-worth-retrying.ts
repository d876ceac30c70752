/** What a second attempt would not change, or would only pay the provider for again. */
const pointless: ReadonlySet<string> = new Set([
  ...[
    'idempotency_conflict',
    'internal_error',
    'decision_mismatch',
    'obligation_unsupported',
    'secret_missing',
    'budget_unreadable',
  ],
  ...['provider_auth_failed', 'unexpected_hosted_item', 'unknown_wire_block', 'ambiguous_field'],
  ...['malformed_response', 'response_too_large'],
]);

/** False where the client libraries, which repeat 408, 409, 429 and 5xx by themselves, had better not. */
export function isWorthRetrying({ status, reasonCode }: { status: number; reasonCode: string }): boolean {
  const isRepeated = status >= 500 || [408, 409, 429].includes(status);
  return !isRepeated || !pointless.has(reasonCode);
}
