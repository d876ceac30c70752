import type { Refusal } from '@countersign/contracts';
import { refusalStatus } from '../../domain/refusal-status.js';

export interface HttpRefusalParts {
  refusal: Refusal & { param?: string };
  /** HTTP status, where the reason code does not say it. */
  status?: number | undefined;
  retryAfter?: string | undefined;
  /** What goes on the record, where the agent is told less. */
  recordAs?: string;
  /** Events tell of it already. */
  recorded?: boolean;
  headers?: Record<string, string>;
}

/** Carries a refusal to the filter that answers in the wire format of the route. For transport only. */
export class HttpRefusal extends Error {
  readonly status: number;

  constructor(readonly parts: HttpRefusalParts) {
    super(parts.refusal.message);
    this.status = parts.status ?? refusalStatus(parts.refusal.reasonCode);
  }
}
