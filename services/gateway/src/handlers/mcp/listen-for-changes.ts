import type { Caller } from '../../domain/identity/caller.js';
import type { JsonObject } from '../../domain/wire/seam/json-object.js';
import type { Conversation } from './conversation.js';
import type { McpParts } from './mcp-parts.js';

const beatMs = 5_000;

export interface Listening {
  caller: Caller;
  talk: Conversation;
  /** Whether who listens may still do so: keys are revoked and runs end. */
  mayStay: () => Promise<boolean>;
  /** Said before anything else. */
  greeting?: JsonObject;
  /** What every notification carries. */
  meta?: JsonObject;
}

/** Tells a client of changes as long as it is there and may be told. False: it cannot be, there is no place or no stream. */
export async function listenForChanges(parts: McpParts, listening: Listening): Promise<boolean> {
  const { caller, talk, greeting, meta } = listening;
  const leave = parts.listeners.take(caller.keyId);
  if (!leave) return false;
  const params: JsonObject = meta ? { _meta: meta } : {};
  const changed: JsonObject = { jsonrpc: '2.0', method: 'notifications/tools/list_changed', params };
  // What changes before the greeting is told right after it.
  let isGreeted = false;
  let isEarly = false;
  const tell = () => (isGreeted ? void talk.say(changed) : void (isEarly = true));
  const stop = await parts.listings.listen(caller, tell);
  try {
    if (greeting && !talk.say(greeting)) return false;
    isGreeted = true;
    if (isEarly) tell();
    for (;;) {
      talk.keepAlive();
      await new Promise<void>((resolve) => void parts.world.timer.after(beatMs, resolve));
      if (talk.gone || !(await listening.mayStay().catch(() => false))) return true;
    }
  } finally {
    stop();
    leave();
  }
}
