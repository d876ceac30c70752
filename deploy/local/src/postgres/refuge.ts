import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const refuges = '/var/lib/countersign';

/**
 * A folder, always the same one for the same original, that an account without access to the original can reach.
 * Only used as root, when the checkout or the data lies below a folder such as /root.
 */
export function makeRefuge(original: string): string {
  const refuge = join(refuges, createHash('sha256').update(original).digest('hex').slice(0, 16));
  mkdirSync(refuge, { recursive: true });
  for (const folder of [refuges, refuge]) chmodSync(folder, 0o711);
  return refuge;
}
