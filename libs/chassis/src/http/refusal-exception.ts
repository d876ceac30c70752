import type { Refusal } from '@countersign/contracts';

/** Carries a refusal through Nest's HTTP layer to the problem filter. For transport only: domain and handlers return refusals. */
export class RefusalException extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}
