import type { Result } from '@countersign/contracts';
import { isOver } from '../../domain/call/is-over.js';
import type { ToolCall } from '../../domain/call/tool-call.js';
import type { Caller } from '../../domain/identity/caller.js';
import type { CallParts } from '../call-parts.js';
import { refused } from '../refused.js';
import { tellable } from './tellable.js';
import { toldCall } from './told-call.js';

/** Another replica may end the call, which no signal tells here. */
const lookAgainMs = 1_000;

interface Question {
  caller: Caller;
  callId: string;
  /** At most this long; the time running out is no error. */
  waitMs: number;
}

/** The call as it stands once it is over or the time is up. Its outcome is told only when it is on the record (promise 1). */
export function awaitCall(parts: CallParts) {
  return async ({ caller, callId, waitMs }: Question): Promise<Result<ToolCall>> => {
    const until = parts.clock.now() + waitMs;
    for (;;) {
      const call = await visible(parts, caller, callId);
      const left = until - parts.clock.now();
      if (!call) return refused('not_found', 'There is no such tool call of this agent.');
      if (isOver(call.status) || left <= 0) return toldCall(parts, { ok: true, value: call });
      await parts.signals.wait(callId, Math.min(left, lookAgainMs));
    }
  };
}

async function visible(parts: CallParts, caller: Caller, id: string): Promise<ToolCall | null> {
  const stored = await parts.calls.get({ tenant: caller.tenant, id });
  if (!stored || stored.call.agent !== caller.agent) return null;
  return tellable(parts, stored);
}
