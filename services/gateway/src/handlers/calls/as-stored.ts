import type { Result } from '@countersign/contracts';
import type { ToolCall } from '../../domain/call/tool-call.js';
import type { CallParts } from '../call-parts.js';
import { tellable } from './tellable.js';

/** Another step came first; what it made of the call is what counts. */
export async function asStored(parts: CallParts, call: ToolCall): Promise<Result<ToolCall>> {
  const stored = await parts.calls.get(call);
  if (!stored) throw new Error(`call ${call.id} is not stored`);
  return { ok: true, value: tellable(parts, stored) };
}
