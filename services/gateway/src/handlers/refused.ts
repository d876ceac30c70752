import type { Refused } from '@countersign/contracts';

export function refused(reasonCode: string, message: string, remedy?: string): Refused {
  return { ok: false, refusal: { reasonCode, message, ...(remedy === undefined ? {} : { remedy }) } };
}

/** The record cannot be written, so nothing may happen (promise 1). */
export function recordUnavailable(): Refused {
  return refused(
    'record_unavailable',
    'The record cannot be written, so nothing was forwarded or released.',
    'Try again shortly.',
  );
}
