import type { ToolCall } from '../../domain/call/tool-call.js';
import type { CallParts } from '../call-parts.js';
import type { CallReference } from '../ports/call-store.js';

/** After this long without its call, an approval's end is about nothing that this gateway knows. */
const strayAfterMs = 120_000;

/**
 * The call that an approval was about; null when there is nothing left to do; `later` when the approval ended before
 * this service had stored that the call waits for it. `at`: when the approval ended, RFC 3339.
 */
export async function callOfApproval(
  parts: CallParts,
  reference: CallReference,
  at: string,
): Promise<ToolCall | null | 'later'> {
  const stored = await parts.calls.get(reference);
  if (stored && stored.call.status !== 'proposed') return stored.call;
  return parts.clock.now() - Date.parse(at) > strayAfterMs ? null : 'later';
}
