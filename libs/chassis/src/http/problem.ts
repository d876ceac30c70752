import type { Refusal } from '@countersign/contracts';

/** RFC 9457 problem details, with our stable reason code and the remedy. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  remedy?: string;
}

/** Reason codes that are not 400. */
const statusByReason: Record<string, number> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  route_unknown: 404,
  method_not_allowed: 405,
  conflict: 409,
  already_decided: 409,
  action_changed: 409,
  self_approval: 403,
  not_an_approver: 403,
  already_voted: 409,
  expired: 410,
  body_too_large: 413,
  governance_invalid: 422,
  rate_limited: 429,
  internal_error: 500,
  service_unavailable: 503,
  record_unavailable: 503,
  policy_unavailable: 503,
};

export function statusOf(reasonCode: string): number {
  return statusByReason[reasonCode] ?? 400;
}

export function problemOf(refusal: Refusal, status: number = statusOf(refusal.reasonCode)): Problem {
  const { reasonCode, message, remedy } = refusal;
  return {
    type: `urn:countersign:problem:${reasonCode}`,
    title: reasonCode.replaceAll('_', ' '),
    status,
    code: reasonCode,
    detail: message,
    ...(remedy === undefined ? {} : { remedy }),
  };
}
