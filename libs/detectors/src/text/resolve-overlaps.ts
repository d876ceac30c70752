import type { Hit } from '../finding.js';

/** The surer a detector is of itself, the lower. */
const ranks: Readonly<Record<string, number>> = { iban: 1, 'payment-card': 2, 'account-number': 3 };
const rankOf = ({ category, detector }: Hit) => (category === 'secret' ? 0 : (ranks[detector] ?? 4));

/**
 * One find for one value: what lies within a find of an equal or surer detector is dropped. What is left comes in
 * the order of the text.
 */
export function resolveOverlaps(hits: readonly Hit[]): Hit[] {
  const sorted = [...hits].sort((a, b) => a.start - b.start || b.end - a.end || rankOf(a) - rankOf(b));
  const kept: Hit[] = [];
  let open: Hit[] = [];
  for (const hit of sorted) {
    open = open.filter(({ end }) => end > hit.start);
    if (open.some((around) => hit.end <= around.end && rankOf(around) <= rankOf(hit))) continue;
    kept.push(hit);
    open.push(hit);
  }
  return kept;
}
