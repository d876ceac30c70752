import type { Result } from '@countersign/contracts';
import { isOver } from '../../domain/call/is-over.js';
import type { ToolCall } from '../../domain/call/tool-call.js';
import type { JsonObject } from '../../domain/wire/seam/json-object.js';
import { refused } from '../refused.js';
import type { McpAsk, McpParts } from './mcp-parts.js';

const beatMs = 5_000;

/** Tells a waiting client that it is not forgotten: as progress where it asked for that, as a comment otherwise. */
export function beatOf({ request, talk }: McpAsk): (message: string) => void {
  const token = (request.params._meta as JsonObject | undefined)?.progressToken;
  let progress = 0;
  return (message) => {
    progress++;
    const params = { progressToken: token ?? null, progress, message };
    if (token === undefined) talk.keepAlive();
    else talk.say({ jsonrpc: '2.0', method: 'notifications/progress', params });
  };
}

/** Does work while the client is told now and then that it goes on. */
export async function whileWorking<T>(parts: McpParts, ask: McpAsk, work: Promise<T>): Promise<T> {
  const beat = beatOf(ask);
  let stop = () => {};
  const again = () => {
    beat('The call runs.');
    stop = parts.world.timer.after(beatMs, again);
  };
  stop = parts.world.timer.after(beatMs, again);
  return work.finally(() => stop());
}

/** Waits for the end of a call at most this long, as long as the client is there. The time running out is no error. */
export async function waitForCall(
  parts: McpParts,
  ask: McpAsk,
  { callId, waitMs }: { callId: string; waitMs: number },
): Promise<Result<ToolCall>> {
  const leave = parts.places.take(ask.caller.keyId);
  if (!leave)
    return refused('too_many_waits', 'Too many calls are waited for with this key.', 'Wait for fewer at once.');
  try {
    return await slices(parts, ask, { callId, until: parts.world.clock.now() + waitMs });
  } finally {
    leave();
  }
}

async function slices(
  parts: McpParts,
  ask: McpAsk,
  { callId, until }: { callId: string; until: number },
): Promise<Result<ToolCall>> {
  const beat = beatOf(ask);
  for (;;) {
    const left = until - parts.world.clock.now();
    const found = await parts.await({ caller: ask.caller, callId, waitMs: Math.max(0, Math.min(left, beatMs)) });
    if (!found.ok || isOver(found.value.status) || left <= beatMs || ask.talk.gone) return found;
    beat(found.value.status === 'held' ? 'The call waits for human approval.' : 'The call runs.');
  }
}
