import { Client, StreamableHTTPClientTransport, type JSONRPCMessage } from '@modelcontextprotocol/client';
import type { McpWire } from './mcp-wire.js';

export type RawTool = Record<string, unknown>;
/** The client's own takes more than its type says. */
type Listener = (message: JSONRPCMessage, extra?: unknown) => void;

/** One conversation with an MCP server, begun for one purpose and ended after it. */
export interface Conversation {
  client: Client;
  transport: StreamableHTTPClientTransport;
  /** Every tool that the server listed, as it said it. */
  listed: RawTool[];
}

export function begin(wire: McpWire, url: string, headers: Record<string, string>): Conversation {
  const transport = new StreamableHTTPClientTransport(new URL(url), {
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

/** The client shapes what it reads; what is pinned is what the server really said. `changed`: it says that its tools have. */
export function listenFor({ transport, listed }: Conversation, changed: () => void): void {
  const read: Listener | undefined = transport.onmessage;
  transport.onmessage = (message: JSONRPCMessage, extra?: unknown) => {
    const { tools } = ('result' in message ? message.result : {}) as { tools?: unknown };
    if ('method' in message && message.method === 'notifications/tools/list_changed') changed();
    if (Array.isArray(tools)) listed.push(...(tools as RawTool[]));
    read?.(message, extra);
  };
}

/** Politeness towards servers that keep sessions; nobody waits for it. */
export function end({ client, transport }: Conversation): void {
  const session = transport.sessionId === undefined ? Promise.resolve() : transport.terminateSession();
  void session.catch(() => undefined).finally(() => client.close().catch(() => undefined));
}
