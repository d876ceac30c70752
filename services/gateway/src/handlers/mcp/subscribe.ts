import { rpcCode, rpcError, type RpcOutcome } from '../../domain/mcp/rpc-error.js';
import { isObject, type JsonObject } from '../../domain/wire/seam/json-object.js';
import { listenForChanges } from './listen-for-changes.js';
import type { McpAsk, McpParts } from './mcp-parts.js';

const idMember = 'io.modelcontextprotocol/subscriptionId';

/** `subscriptions/listen` of the current revision: the answer is a stream of what the client asked to hear of, if there is any of it. */
export function subscribe(parts: McpParts) {
  return async ({ request, caller, talk, mayStay }: McpAsk): Promise<RpcOutcome> => {
    const { notifications } = request.params;
    if (!isObject(notifications)) return rpcError(rpcCode.invalidParams, 'notifications must say what to hear of');
    const honoured: JsonObject = notifications.toolsListChanged === true ? { toolsListChanged: true } : {};
    const meta: JsonObject = { [idMember]: request.id };
    const method = 'notifications/subscriptions/acknowledged';
    const greeting: JsonObject = { jsonrpc: '2.0', method, params: { _meta: meta, notifications: honoured } };
    const heard = Object.keys(honoured).length > 0;
    const listening = { caller, talk, mayStay, greeting, meta };
    const done = heard ? await listenForChanges(parts, listening) : talk.say(greeting);
    const message = 'No stream: accept text/event-stream, and listen with fewer connections at once.';
    return done ? { result: { _meta: meta } } : rpcError(rpcCode.invalidRequest, message);
  };
}
