import type { Leaf } from '@countersign/contracts';
import { splitEventMessage } from '@countersign/messaging';
import type { History } from '../history/history.js';
import type { SealedLeaf } from '../history/record-index.js';

/** Promise 1, the record itself: leaves without gaps, no event twice, and every fact that a service owed is there to the byte. */
export function nothingLostOrDoubled(history: History): string[] {
  const { leaves } = history.record;
  return [...gaps(leaves), ...doubles(leaves), ...owed(history), ...strange(leaves)];
}

function gaps(leaves: readonly SealedLeaf[]): string[] {
  const sizes = new Map<string, number>();
  return leaves.flatMap(({ tenant, index }) => {
    const size = sizes.get(tenant) ?? 0;
    sizes.set(tenant, size + 1);
    return index === size ? [] : [`the log of ${tenant} has leaf ${index} where ${size} was to come`];
  });
}

function doubles(leaves: readonly SealedLeaf[]): string[] {
  const seen = new Set<string>();
  return leaves.flatMap(({ tenant, leaf }) => {
    const key = `${tenant}/${leaf.source}/${leaf.id}`;
    if (seen.has(key)) return [`${key} is on the record twice`];
    seen.add(key);
    return [];
  });
}

function owed({ accepted, record }: History): string[] {
  const texts = new Set(record.leaves.map(({ text }) => text));
  return accepted.flatMap(({ service, event }) => {
    const text = Buffer.from(splitEventMessage(event.body).leafBytes).toString('utf8');
    return texts.has(text) ? [] : [`${service} stored ${event.type} ${event.id}, which never came onto the record`];
  });
}

/**
 * Nobody here sends what is no event, or two facts under one id. One exception: policy keeps nothing of what it has
 * decided, so one that was started anew decides a call again whose first delivery was never known to be handled. Audit
 * keeps the first decision and records the conflict (design, section 4); that nobody acted on the other one, the
 * checks of promises 3 and 4 show by its digests.
 */
function strange(leaves: readonly SealedLeaf[]): string[] {
  return leaves.filter(({ leaf }) => isStrange(leaf)).map(({ text }) => `the record refused something: ${text}`);
}

function isStrange(leaf: Leaf): boolean {
  if (leaf.type === 'EventRejected') return true;
  if (leaf.type !== 'EventConflict') return false;
  const { conflictingSource, conflictingId } = leaf.data;
  return !(conflictingSource === 'policy' && conflictingId.startsWith('decided_'));
}
