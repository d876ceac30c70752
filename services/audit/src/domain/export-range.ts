import type { Result } from '@countersign/contracts';

interface Covering {
  size: number;
}

/**
 * A bundle ends where a checkpoint does, for only there a signature says that nothing is missing. What was asked for is
 * therefore rounded up to the next checkpoint.
 */
export function exportRange(
  asked: { fromIndex?: number | undefined },
  end: Covering | null,
): Result<{ from: number; to: number }> {
  const from = asked.fromIndex ?? 0;
  if (!end) {
    const message = 'No checkpoint covers the range yet.';
    return refused(message, 'Ask again in a second, or for fewer events.');
  }
  if (from > end.size) return refused(`The range begins at ${from}, behind its end at ${end.size}.`);
  return { ok: true, value: { from, to: end.size } };
}

function refused(message: string, remedy?: string): Result<never> {
  return { ok: false, refusal: { reasonCode: 'range_unavailable', message, ...(remedy ? { remedy } : {}) } };
}
