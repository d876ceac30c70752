import { modernRevision, supportedRevisions } from '../../domain/mcp/revisions.js';
import { rpcCode, rpcError, type RpcOutcome } from '../../domain/mcp/rpc-error.js';
import { pageOf } from '../../domain/mcp/tool-listing.js';
import type { JsonObject } from '../../domain/wire/seam/json-object.js';
import { callTool } from './call-tool.js';
import { listedTools } from './listed-tools.js';
import type { McpAsk, McpParts } from './mcp-parts.js';
import { subscribe } from './subscribe.js';
import { cancelTask, getTask, taskResult, updateTask } from './tasks.js';

type Method = (ask: McpAsk) => Promise<RpcOutcome>;

const serverInfo: JsonObject = { name: 'countersign', title: 'Countersign', version: '1' };
const instructions =
  'Every call is decided by policy first. A denied call says why. A call that needs human approval returns a pending result: use approval_wait with its approval_id instead of making the call again.';
/** How long a listing may be kept by a client. */
const listingMs = 5_000;

/** Answers one request of an MCP client. */
export function answerMcp(parts: McpParts): Method {
  const tasks = { 'tasks/get': getTask(parts), 'tasks/cancel': cancelTask(parts) };
  const shared: Record<string, Method> = { 'tools/list': list(parts), 'tools/call': callTool(parts) };
  const modern: Record<string, Method> = {
    ...{ ...shared, ...tasks, 'server/discover': async () => ({ result: discovered }) },
    'tasks/update': updateTask(parts),
    'subscriptions/listen': subscribe(parts),
  };
  const legacy: Record<string, Method> = {
    ...{ ...shared, ...tasks, 'tasks/result': taskResult(parts) },
    ...{ initialize: async (ask) => ({ result: initialized(ask) }), ping: async () => ({ result: {} }) },
  };
  return async (ask) => {
    const isModern = ask.traits.revision === modernRevision;
    const methods = isModern ? modern : legacy;
    const method = Object.hasOwn(methods, ask.request.method) ? methods[ask.request.method] : undefined;
    if (!method) return rpcError(rpcCode.methodNotFound, 'Method not found', { status: isModern ? 404 : 200 });
    const outcome = await method(ask);
    return isModern && 'result' in outcome ? { result: modernResult(outcome.result) } : outcome;
  };
}

function list(parts: McpParts): Method {
  return async ({ caller, request, traits }) => {
    const report = (error: unknown) => parts.world.report(error, { part: 'compare the tools of MCP servers' });
    parts.compare(caller.tenant).catch(report);
    const tools = await listedTools(parts, caller, traits.revision);
    if (!tools.ok) return unavailable(tools.refusal.message);
    const page = pageOf(tools.value, request.params.cursor);
    if (!page) return rpcError(rpcCode.invalidParams, 'The cursor is not one of this server.');
    const kept: JsonObject = traits.revision === modernRevision ? { ttlMs: listingMs, cacheScope: 'private' } : {};
    return { result: { ...page, ...kept } };
  };
}

function unavailable(message: string): RpcOutcome {
  return rpcError(rpcCode.internalError, message, { data: { reason_code: 'policy_unavailable' } });
}

const discovered: JsonObject = {
  supportedVersions: [...supportedRevisions],
  capabilities: { tools: { listChanged: true }, extensions: { 'io.modelcontextprotocol/tasks': {} } },
  instructions,
  ttlMs: 3_600_000,
  cacheScope: 'public',
};

function initialized({ traits }: McpAsk): JsonObject {
  const tasks: JsonObject = traits.tasks ? { tasks: { cancel: {}, requests: { tools: { call: {} } } } } : {};
  return {
    protocolVersion: traits.revision,
    capabilities: { tools: { listChanged: true }, ...tasks },
    serverInfo,
    instructions,
  };
}

function modernResult(result: JsonObject): JsonObject {
  const meta = { ...(result._meta as JsonObject | undefined), 'io.modelcontextprotocol/serverInfo': serverInfo };
  return { resultType: 'complete', ...result, _meta: meta };
}
