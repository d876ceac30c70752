import type { Clock } from '@countersign/chassis';
import type { CallToolResult, Tool } from '@modelcontextprotocol/client';
import { Agent } from 'undici';
import type { TargetAnswer } from '../../domain/call/ending-of-answer.js';
import { findDefinition } from '../../domain/upstream/find-definition.js';
import type { McpCall, UpstreamContext } from '../../domain/upstream/upstream-call.js';
import type { ChangedPin, McpPin, McpServer } from '../../handlers/ports/upstreams.js';
import { checkHost, guardedLookup, type Reach } from './address-guard.js';
import { failureOf } from './mcp-failure.js';
import { begin, end, listenFor, type Conversation, type RawTool } from './mcp-conversation.js';
import { McpWire } from './mcp-wire.js';

const connectTimeoutMs = 5_000;
const mostChecked = 10_000;
/** After its stream has ended, an answer that came with it has been read by then. */
const readingMs = 2_000;

type Pinned = Pick<McpCall, 'url' | 'tool' | 'pinnedDigest'>;

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
    const wire = this.wireTo(call);
    const conversation = begin(wire, call.url, headersOf(context));
    try {
      await this.open(conversation, call);
      return await this.converse(conversation, wire, call);
    } catch (error) {
      return failureOf(error, wire);
    } finally {
      end(conversation);
    }
  }

  /** Which of the pins a server contradicts, when it is asked without any credential. Rejects when it cannot be asked. */
  async compare(server: McpServer, pins: readonly McpPin[]): Promise<ChangedPin[]> {
    const due = pins.filter((pin) => !this.unchanged({ url: server.url, ...pin }));
    if (due.length === 0) return [];
    const conversation = begin(this.wireTo(server), server.url, {});
    try {
      await this.open(conversation, server);
      await conversation.client.listTools(undefined, { timeout: server.timeoutMs, cacheMode: 'bypass' });
      return due.flatMap((pin) => {
        const found = this.compared(conversation.listed, { url: server.url, ...pin });
        return found.ok ? [] : [{ ...pin, foundDigest: found.foundDigest }];
      });
    } finally {
      end(conversation);
    }
  }

  private wireTo({ url, timeoutMs, maxResponseBytes }: McpServer): McpWire {
    const signal = AbortSignal.timeout(timeoutMs);
    return new McpWire({ url: new URL(url).href, agent: this.agent, maxResponseBytes, signal });
  }

  private async open(conversation: Conversation, { url, timeoutMs }: McpServer): Promise<void> {
    checkHost(new URL(url).hostname, this.parts.reach);
    await conversation.client.connect(conversation.transport, { timeout: timeoutMs });
    listenFor(conversation, () => this.forgetServer(url));
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
  private unchanged(call: Pinned): { tool: RawTool } | null {
    const entry = this.checked.get(keyOf(call));
    return entry && this.parts.clock.now() - entry.at < this.parts.recheckMs ? entry : null;
  }

  private async look({ client, listed }: Conversation, call: McpCall): Promise<{ tool: RawTool } | TargetAnswer> {
    await client.listTools(undefined, { timeout: call.timeoutMs, cacheMode: 'bypass' });
    const found = this.compared(listed, call);
    if (!found.ok) {
      const message = 'The MCP server no longer describes the tool as it was approved; the call was not sent.';
      const { foundDigest } = found;
      return { kind: 'not-sent', reasonCode: 'tool_definition_changed', message, changed: { foundDigest } };
    }
    return { tool: found.tool };
  }

  /** Remembers what is as it was pinned. */
  private compared(listed: readonly RawTool[], pinned: Pinned) {
    const found = findDefinition(listed, pinned.tool, pinned.pinnedDigest);
    this.checked.delete(keyOf(pinned));
    if (this.checked.size >= mostChecked) this.checked.clear();
    if (found.ok) this.checked.set(keyOf(pinned), { at: this.parts.clock.now(), tool: found.tool });
    return found;
  }
}

function keyOf({ url, tool, pinnedDigest }: Pinned): string {
  return JSON.stringify([url, tool, pinnedDigest]);
}

function keyNames(key: string, url: string): boolean {
  return (JSON.parse(key) as unknown[])[0] === url;
}

function headersOf({ callId, traceparent, credential }: UpstreamContext): Record<string, string> {
  const bearer: Record<string, string> = credential === '' ? {} : { authorization: `Bearer ${credential}` };
  return { traceparent, 'idempotency-key': callId, ...bearer };
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
