import type { ToolCall } from '../../domain/call/tool-call.js';
import type { CallParts } from '../call-parts.js';
import type { CallReference } from '../ports/call-store.js';

/** An approval ended before this service had stored that the call waits for it. The bus delivers the event again. */
export class NotStoredYet extends Error {
  constructor(reference: CallReference) {
    super(`call ${reference.id} is not stored as held yet`);
  }
}

/** After this long without its call an approval's end is about nothing that this gateway knows. */
const strayAfterMs = 120_000;

/** The call that an approval was about, or null when there is nothing left to do. `at`: when the approval ended, RFC 3339. */
export async function callOfApproval(parts: CallParts, reference: CallReference, at: string): Promise<ToolCall | null> {
  const stored = await parts.calls.get(reference);
  if (stored && stored.call.status !== 'proposed') return stored.call;
  if (parts.clock.now() - Date.parse(at) > strayAfterMs) return null;
  throw new NotStoredYet(reference);
}
