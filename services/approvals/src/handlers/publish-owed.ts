import type { ApprovalsParts } from './ports.js';

/**
 * Publishes what an approval owes to the record in the order in which it happened, so that no grant is ever on the record
 * before the votes it rests on. What was published before is recognised by its id.
 */
export async function publishOwed(
  { store, publish }: Pick<ApprovalsParts, 'store' | 'publish'>,
  key: { tenant: string; approvalId: string },
): Promise<void> {
  await publish(await store.owed(key));
}
