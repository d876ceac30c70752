import type { Refusal } from '@countersign/contracts';
import { endedUnsent, type Ending } from './ending.js';

const statuses: Readonly<Record<string, Ending['status']>> = { grant_expired: 'expired', recheck_denied: 'denied' };

/** How a granted call ends that may not be let through after all. */
export function endingOfRefusal({ reasonCode, message }: Refusal): Ending {
  return endedUnsent(statuses[reasonCode] ?? 'failed', reasonCode, message);
}
