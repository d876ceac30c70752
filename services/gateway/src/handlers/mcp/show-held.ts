import { isOver } from '../../domain/call/is-over.js';
import type { ToolCall } from '../../domain/call/tool-call.js';
import { stateOf } from '../../domain/mcp/request-state.js';
import { modernRevision } from '../../domain/mcp/revisions.js';
import { taskView } from '../../domain/mcp/task-view.js';
import { readableName } from '../../domain/wire/reply/readable-name.js';
import type { JsonObject } from '../../domain/wire/seam/json-object.js';
import type { McpAsk, McpParts } from './mcp-parts.js';
import { approvalUrlOf, showCall } from './show-call.js';
import { waitForCall } from './wait-for-call.js';

/** A call that is not over yet, in the best way that the client understands: a task, a link to open, or words. */
export async function showHeld(parts: McpParts, ask: McpAsk, call: ToolCall): Promise<JsonObject> {
  const { traits } = ask;
  const url = approvalUrlOf(parts, call);
  if (traits.revision === modernRevision) {
    if (traits.tasks) return { resultType: 'task', ...taskView(call, url, 'results') };
    return traits.links && call.status === 'held' ? inputRequired(parts, ask, call) : showCall(parts, call);
  }
  return traits.links && call.status === 'held' ? elicit(parts, ask, call) : showCall(parts, call);
}

export function replyKeyOf(ask: Pick<McpAsk, 'caller'>, id: string): string {
  return JSON.stringify([ask.caller.tenant, ask.caller.agent, id]);
}

/** The client shows the link and makes the same request again; its state says which call that is. */
function inputRequired(parts: McpParts, ask: McpAsk, call: ToolCall): JsonObject {
  const params = { mode: 'url', message: messageFor(call), url: approvalUrlOf(parts, call) };
  return {
    resultType: 'input_required',
    inputRequests: { approval: { method: 'elicitation/create', params } },
    requestState: stateOf(ask.agentKey, call, parts.world.clock.now()),
  };
}

/** Asks the client on the open connection to show the link, and waits shortly for what people decide. */
async function elicit(parts: McpParts, ask: McpAsk, call: ToolCall): Promise<JsonObject> {
  const id = `elicit_${call.id}`;
  const params = { mode: 'url', elicitationId: id, message: messageFor(call), url: approvalUrlOf(parts, call) };
  const replied = parts.replies.wait(replyKeyOf(ask, id), parts.world.heldWaitMs);
  if (!ask.talk.say({ jsonrpc: '2.0', id, method: 'elicitation/create', params })) return showCall(parts, call);
  const ended = waitForCall(parts, ask, { callId: call.id, waitMs: parts.world.heldWaitMs });
  // Only a refusal to look at the link ends the wait early: to open it is not to have decided.
  const turnedDown = replied.then((reply) => (reply && reply.action !== 'accept' ? null : ended));
  const found = await Promise.race([ended, turnedDown]);
  if (!found?.ok) return showCall(parts, call);
  if (isOver(found.value.status)) {
    ask.talk.say({ jsonrpc: '2.0', method: 'notifications/elicitation/complete', params: { elicitationId: id } });
  }
  return showCall(parts, found.value);
}

function messageFor({ tool }: ToolCall): string {
  return `The call to ${readableName(tool)} needs approval by a person. Whoever may decide can do so at this link.`;
}
