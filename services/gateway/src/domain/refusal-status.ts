/** HTTP statuses of this service's reason codes; what is not here is a fault of the request (400). */
const statuses: Readonly<Record<string, number>> = {
  unauthenticated: 401,
  budget_exceeded: 402,
  agent_inactive: 403,
  model_call_denied: 403,
  hosted_tool_denied: 403,
  tool_not_executable: 403,
  run_mismatch: 403,
  not_found: 404,
  route_unknown: 404,
  tool_unknown: 404,
  model_unknown: 404,
  method_not_allowed: 405,
  idempotency_conflict: 409,
  body_too_large: 413,
  content_type_unsupported: 415,
  provider_rate_limited: 429,
  internal_error: 500,
  unexpected_hosted_item: 502,
  malformed_response: 502,
  response_too_large: 502,
  provider_stream_broken: 502,
  provider_error: 502,
  provider_unreachable: 502,
  provider_auth_failed: 502,
  decision_mismatch: 503,
  obligation_unsupported: 503,
  record_unavailable: 503,
  policy_unavailable: 503,
  service_unavailable: 503,
  storage_unavailable: 503,
  secret_missing: 503,
  provider_timeout: 504,
};

export function refusalStatus(reasonCode: string): number {
  return statuses[reasonCode] ?? 400;
}
