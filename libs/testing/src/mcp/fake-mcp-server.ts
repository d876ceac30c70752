import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { CallToolRequestSchema, ListToolsRequestSchema, type CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type FakeMcpTool = Record<string, unknown> & { name: string };

/** How the server treats requests that call a tool. */
export type FakeMcpMood = 'answers' | 'hangs-up' | 'redirects' | 'refuses' | 'is-silent';

interface CallSeen {
  tool: string;
  arguments: unknown;
  /** The Authorization header. */
  authorization: string | undefined;
  idempotencyKey: string | undefined;
}

/** An MCP server as others run them: the official one, over streamable HTTP with sessions, which specs make lie and break. */
export class FakeMcpServer {
  /** What it lists now. */
  tools: FakeMcpTool[];
  mood: FakeMcpMood = 'answers';
  /** What a call answers. */
  answer: (call: CallSeen) => CallToolResult = ({ arguments: given }) => ({
    content: [{ type: 'text', text: `called with ${JSON.stringify(given)}` }],
    structuredContent: { given },
  });
  readonly calls: CallSeen[] = [];
  private readonly sessions = new Map<string, StreamableHTTPServerTransport>();
  private readonly http = createServer((request, response) => void this.take(request, response));

  constructor(tools: FakeMcpTool[]) {
    this.tools = tools;
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.http.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}/mcp`;
  }

  async stop(): Promise<void> {
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const isCall = (body as { method?: unknown } | undefined)?.method === 'tools/call';
    if (isCall && this.mood !== 'answers') return this.misbehave(request, response, body);
    const known = this.sessions.get(String(request.headers['mcp-session-id']));
    await (known ?? (await this.begin())).handleRequest(request, response, body);
  }

  private misbehave(request: IncomingMessage, response: ServerResponse, body: unknown): void {
    this.note(request, (body as { params: { name: string; arguments: unknown } }).params);
    if (this.mood === 'hangs-up') request.socket.destroy();
    if (this.mood === 'redirects') response.writeHead(307, { location: 'http://127.0.0.1:9/elsewhere' }).end();
    if (this.mood === 'refuses') response.writeHead(403).end('no');
  }

  private note({ headers }: IncomingMessage, params: { name: string; arguments?: unknown }): CallSeen {
    const { authorization } = headers;
    const idempotencyKey = headers['idempotency-key'] as string | undefined;
    const seen = { tool: params.name, arguments: params.arguments, authorization, idempotencyKey };
    this.calls.push(seen);
    return seen;
  }

  private async begin(): Promise<StreamableHTTPServerTransport> {
    const transport: StreamableHTTPServerTransport = new StreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (id) => void this.sessions.set(id, transport),
      onsessionclosed: (id) => void this.sessions.delete(id),
    });
    const server = new Server({ name: 'fake', version: '1' }, { capabilities: { tools: {} } });
    server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: this.tools as never }));
    server.setRequestHandler(CallToolRequestSchema, async ({ params }, { requestInfo }) =>
      this.answer(this.note({ headers: requestInfo?.headers ?? {} } as IncomingMessage, params)),
    );
    // The types of the package do not agree with themselves under exact optional members.
    await server.connect(transport as Parameters<Server['connect']>[0]);
    return transport;
  }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? undefined : (JSON.parse(text) as unknown);
}
