import type { CallOutcome, CallStatus } from './tool-call.js';

/** How a call ends. */
export interface Ending {
  status: Extract<CallStatus, 'succeeded' | 'failed' | 'unknown' | 'denied' | 'rejected' | 'expired' | 'cancelled'>;
  /** Something was sent to the target. */
  sent: boolean;
  outcome: CallOutcome;
}

/** A call that ends before anything was sent. */
export function endedUnsent(status: Ending['status'], reasonCode: string, message: string): Ending {
  return { status, sent: false, outcome: { reasonCode, message } };
}
