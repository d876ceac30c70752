/** Why a request, a response or a stream cannot be governed and therefore does not pass. */
export type WireReasonCode =
  | 'invalid_request'
  /** A content block, item, tool type or stream event that this gateway does not know. */
  | 'unknown_wire_block'
  /** A member that differs from a governed one only by case or look-alike letters. */
  | 'ambiguous_field'
  /** The request asks for something that cannot be governed at all, such as background mode. */
  | 'ungovernable_request'
  /** A conversation that Anthropic keeps would bring tools along that later requests do not name; its clients know the code. */
  | 'thread_unsupported_request'
  /** An agent tried to answer an approval request of the provider. */
  | 'agent_cannot_approve'
  /** The provider ran a hosted tool that the request did not name or policy did not allow. */
  | 'unexpected_hosted_item'
  | 'malformed_response'
  | 'response_too_large'
  | 'provider_stream_broken'
  | 'provider_error';

export interface WireRefusal {
  reasonCode: WireReasonCode;
  /** For a person; never quotes the body. */
  message: string;
  /** JSON pointer of the offending member. */
  param?: string;
}

export type WireRefused = { ok: false; refusal: WireRefusal };

export function refuseWire(reasonCode: WireReasonCode, message: string, param?: string): WireRefused {
  return { ok: false, refusal: { reasonCode, message, ...(param === undefined ? {} : { param }) } };
}
