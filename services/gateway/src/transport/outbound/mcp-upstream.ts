import type { Clock } from '@countersign/chassis';
import {
  Client,
  StreamableHTTPClientTransport,
  type CallToolResult,
  type JSONRPCMessage,
  type Tool,
} from '@modelcontextprotocol/client';
import { Agent } from 'undici';
import type { TargetAnswer } from '../../domain/call/ending-of-answer.js';
import { findDefinition } from '../../domain/upstream/find-definition.js';
import type { McpCall, UpstreamContext } from '../../domain/upstream/upstream-call.js';
import { checkHost, guardedLookup, type Reach } from './address-guard.js';
import { failureOf } from './mcp-failure.js';
import { McpWire } from './mcp-wire.js';

const connectTimeoutMs = 5_000;
const mostChecked = 10_000;
/** After its stream has ended, an answer that came with it has been read by then. */
const readingMs = 2_000;

type RawTool = Record<string, unknown>;
/** The client's own takes more than its type says. */
type Listener = (message: JSONRPCMessage, extra?: unknown) => void;

interface Conversation {
  client: Client;
  transport: StreamableHTTPClientTransport;
  /** Every tool that the server listed, as it said it. */
  listed: RawTool[];
}

interface Parts {
  reach: Reach;
  clock: Clock;
  /** How long a definition that was found unchanged is believed to be. */
  recheckMs: number;
}

/** Tools on MCP servers: each call in a conversation of its own, since its credential is, after the definition was compared. */
export class McpUpstream {
  private readonly agent: Agent;
  private readonly checked = new Map<string, { at: number; tool: RawTool }>();

  constructor(private readonly parts: Parts) {
    const connect = { lookup: guardedLookup(parts.reach), timeout: connectTimeoutMs };
    // A connection that the server closes just when it is used again would leave an effect in doubt.
    this.agent = new Agent({ connect, pipelining: 0 });
  }

  async call(call: McpCall, context: UpstreamContext): Promise<TargetAnswer> {
    const signal = AbortSignal.timeout(call.timeoutMs);
    const { url, maxResponseBytes } = call;
    const wire = new McpWire({ url: new URL(url).href, agent: this.agent, maxResponseBytes, signal });
    const conversation = begin(wire, call, context);
    try {
      checkHost(new URL(url).hostname, this.parts.reach);
      await conversation.client.connect(conversation.transport, { timeout: call.timeoutMs });
      listenFor(conversation, () => this.forgetServer(call.url));
      return await this.converse(conversation, wire, call);
    } catch (error) {
      return failureOf(error, wire);
    } finally {
      end(conversation);
    }
  }

  /** Believes no definition any more before its server was asked again. */
  forget(): void {
    this.checked.clear();
  }

  async close(): Promise<void> {
    await this.agent.destroy();
  }

  private async converse(conversation: Conversation, wire: McpWire, call: McpCall): Promise<TargetAnswer> {
    const known = this.unchanged(call) ?? (await this.look(conversation, call));
    if ('kind' in known) return known;
    const toolDefinition = { ...known.tool, outputSchema: undefined } as unknown as Tool;
    wire.callBegan = true;
    const { tool: name, arguments: values, timeoutMs: timeout } = call;
    const answered = conversation.client.callTool({ name, arguments: values }, { timeout, toolDefinition });
    return answerOf(await Promise.race([answered, brokenOff(wire)]), wire.status);
  }

  /** The server itself says that its tools have changed. */
  private forgetServer(url: string): void {
    for (const key of this.checked.keys()) if (keyNames(key, url)) this.checked.delete(key);
  }

  /** The definition as it was when it was last compared, if that is not long ago. */
  private unchanged(call: McpCall): { tool: RawTool } | null {
    const entry = this.checked.get(keyOf(call));
    return entry && this.parts.clock.now() - entry.at < this.parts.recheckMs ? entry : null;
  }

  private async look({ client, listed }: Conversation, call: McpCall): Promise<{ tool: RawTool } | TargetAnswer> {
    await client.listTools(undefined, { timeout: call.timeoutMs, cacheMode: 'bypass' });
    const found = findDefinition(listed, call.tool, call.pinnedDigest);
    this.checked.delete(keyOf(call));
    if (!found.ok) {
      const message = 'The MCP server no longer describes the tool as it was approved; the call was not sent.';
      const { foundDigest } = found;
      return { kind: 'not-sent', reasonCode: 'tool_definition_changed', message, changed: { foundDigest } };
    }
    if (this.checked.size >= mostChecked) this.checked.clear();
    this.checked.set(keyOf(call), { at: this.parts.clock.now(), tool: found.tool });
    return { tool: found.tool };
  }
}

function keyOf({ url, tool, pinnedDigest }: McpCall): string {
  return JSON.stringify([url, tool, pinnedDigest]);
}

function keyNames(key: string, url: string): boolean {
  return (JSON.parse(key) as unknown[])[0] === url;
}

function begin(wire: McpWire, call: McpCall, { callId, traceparent, credential }: UpstreamContext): Conversation {
  const headers = {
    ...{ traceparent, 'idempotency-key': callId },
    ...(credential === '' ? {} : { authorization: `Bearer ${credential}` }),
  };
  const transport = new StreamableHTTPClientTransport(new URL(call.url), {
    requestInit: { headers },
    fetch: wire.fetch,
    reconnectionOptions: {
      maxRetries: 0,
      initialReconnectionDelay: 1,
      maxReconnectionDelay: 1,
      reconnectionDelayGrowFactor: 1,
    },
  });
  const client = new Client({ name: 'countersign', version: '1' }, { versionNegotiation: { mode: 'auto' } });
  return { client, transport, listed: [] };
}

/** The client shapes what it reads; what is pinned is what the server really said. */
function listenFor({ transport, listed }: Conversation, changed: () => void): void {
  const read: Listener | undefined = transport.onmessage;
  transport.onmessage = (message: JSONRPCMessage, extra?: unknown) => {
    const { tools } = ('result' in message ? message.result : {}) as { tools?: unknown };
    if ('method' in message && message.method === 'notifications/tools/list_changed') changed();
    if (Array.isArray(tools)) listed.push(...(tools as RawTool[]));
    read?.(message, extra);
  };
}

async function brokenOff(wire: McpWire): Promise<never> {
  await wire.streamEnded;
  await new Promise((resolve) => setTimeout(resolve, readingMs).unref());
  throw new Error('the stream ended without an answer');
}

function answerOf({ content, structuredContent, isError }: CallToolResult, status: number): TargetAnswer {
  const result = { content, ...(structuredContent === undefined ? {} : { structuredContent }) };
  const bytes = Buffer.from(JSON.stringify(result), 'utf8');
  const fault = { reasonCode: 'target_reported_error', message: 'The tool on the MCP server reported an error.' };
  return {
    ...{ kind: 'answered', status, contentType: 'application/json', bytes, complete: true },
    ...(isError === true ? { fault } : {}),
  };
}

/** Politeness towards servers that keep sessions; nobody waits for it. */
function end({ client, transport }: Conversation): void {
  const session = transport.sessionId === undefined ? Promise.resolve() : transport.terminateSession();
  void session.catch(() => undefined).finally(() => client.close().catch(() => undefined));
}
