import type { WireReasonCode } from '../seam/wire-refusal.js';

const statuses: Readonly<Record<WireReasonCode, number>> = {
  invalid_request: 400,
  unknown_wire_block: 400,
  ambiguous_field: 400,
  ungovernable_request: 403,
  agent_cannot_approve: 403,
  unexpected_hosted_item: 502,
  malformed_response: 502,
  response_too_large: 502,
  provider_stream_broken: 502,
  provider_error: 502,
};

/** The HTTP status for a refusal: the agent's fault on the request, the provider's on the response. */
export function refusalStatus(reasonCode: WireReasonCode, side: 'request' | 'response'): number {
  return side === 'response' ? 502 : statuses[reasonCode];
}
