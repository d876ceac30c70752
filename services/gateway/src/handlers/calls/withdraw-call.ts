import type { Result } from '@countersign/contracts';
import { endedUnsent } from '../../domain/call/ending.js';
import type { ToolCall } from '../../domain/call/tool-call.js';
import type { Caller } from '../../domain/identity/caller.js';
import type { CallParts } from '../call-parts.js';
import { refused } from '../refused.js';
import { endCall } from './end-call.js';
import { tellable } from './tellable.js';

/**
 * The agent takes back a call of its own that waits for people, who are then no longer asked. Any other call stays as it
 * is: what people have granted, or what runs, has been decided.
 */
export function withdrawCall(parts: CallParts) {
  return async ({ caller, callId }: { caller: Caller; callId: string }): Promise<Result<ToolCall>> => {
    const stored = await parts.calls.get({ tenant: caller.tenant, id: callId });
    if (!stored || stored.call.agent !== caller.agent) {
      return refused('not_found', 'There is no such tool call of this agent.');
    }
    const { call } = stored;
    if (call.status !== 'held' || call.mode !== 'executed') return { ok: true, value: tellable(parts, stored) };
    return endCall(
      parts,
      call,
      endedUnsent('cancelled', 'withdrawn', 'The agent withdrew the call before it was decided.'),
    );
  };
}
