import type { Effect } from '@countersign/contracts';
import type { Place } from '../findings.js';
import type { Call } from './call.js';

interface CallRefusal {
  readonly code: string;
  readonly message: string;
  /** What the command does as far as it is known. */
  readonly kind?: Effect['kind'];
  readonly at?: Place;
}

/** Records that the command is not a proven read, and the kind of effect it has. */
export function refuseCall(call: Call, refusal: CallRefusal): void {
  const { code, message, kind = 'unknown', at = call.at } = refusal;
  call.findings.refuse(code, message, at);
  call.findings.effect({ kind, type: 'process', name: call.name, why: message, at: call.at });
}
