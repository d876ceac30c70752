import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { streamedBytes, wholeBytes, type Failure, type Script } from './script.js';
import type { Format } from './turn.js';

/** A request as it reached the provider. */
export interface ReceivedRequest {
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
  /** Resolves when the connection of the answer is closed. */
  closed: Promise<unknown>;
}

const routes: Readonly<Record<string, Format | 'embeddings' | 'count'>> = {
  '/openai/v1/chat/completions': 'chat',
  '/openai/v1/responses': 'responses',
  '/openai/v1/embeddings': 'embeddings',
  '/anthropic/v1/messages': 'messages',
  '/anthropic/v1/messages/count_tokens': 'count',
};
const plainAnswers = {
  embeddings: {
    object: 'list',
    model: 'conformance-chat',
    data: [{ object: 'embedding', index: 0, embedding: [0.25, -0.5] }],
    usage: { prompt_tokens: 2, total_tokens: 2 },
  },
  count: { input_tokens: 11 },
};

/** A model provider that says what it was told to. The script of a request is found by the id that its prompt carries. */
export class ScriptedProvider {
  private readonly scripts = new Map<string, Script>();
  private readonly requests = new Map<string, ReceivedRequest[]>();

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(port = 0): Promise<ScriptedProvider> {
    const server = createServer();
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const provider = new ScriptedProvider(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      provider.answer(request, response).catch(() => response.destroy());
    });
    return provider;
  }

  /** What a prompt has to contain for this script to answer it. */
  static prompt(id: string): string {
    return `conformance:${id}`;
  }

  script(id: string, script: Script): void {
    this.scripts.set(id, script);
  }

  received(id: string): readonly ReceivedRequest[] {
    return this.requests.get(id) ?? [];
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    const id = /conformance:([a-z0-9-]+)/.exec(body)?.[1] ?? '';
    const closed = once(response, 'close');
    const { url: path = '', headers } = request;
    this.requests.set(id, [...this.received(id), { path, headers, body, closed }]);
    const route = routes[path];
    if (route === 'embeddings' || route === 'count')
      return sendJson(response, { status: 200, body: plainAnswers[route] });
    const script = this.scripts.get(id);
    if (!route || !script)
      return sendJson(response, { status: 404, body: { error: { message: `nothing is scripted for "${id}"` } } });
    if (script.failure) return sendJson(response, script.failure);
    return send(response, { format: route, script, id, asked: JSON.parse(body) as Asked });
  }
}

interface Asked {
  stream?: boolean;
  stream_options?: { include_usage?: boolean };
}

interface Answer {
  format: Format;
  script: Script;
  id: string;
  asked: Asked;
}

function sendJson(response: ServerResponse, { status, body, headers = {} }: Failure): void {
  response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'req_conformance', ...headers });
  response.end(JSON.stringify(body));
}

async function send(response: ServerResponse, { format, script, id, asked }: Answer): Promise<void> {
  const responseId = `resp_${id}`;
  if (asked.stream !== true) return sendWhole(response, wholeBytes(format, script, responseId), script);
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'x-request-id': 'req_conformance' });
  const usage = asked.stream_options?.include_usage === true;
  for (const [place, bytes] of streamedBytes(format, script, { id: responseId, usage }).entries()) {
    if (place > 0) await script.pause;
    await writeInPieces(response, bytes, script.writeBytes ?? bytes.length);
  }
  // What was written must be on its way before the connection breaks.
  if (script.cut === undefined) response.end();
  else response.write('', () => setTimeout(() => response.destroy(), 20));
}

async function writeInPieces(response: ServerResponse, bytes: Buffer, size: number): Promise<void> {
  for (let at = 0; at < bytes.length && !response.destroyed; at += size) {
    response.write(bytes.subarray(at, at + size));
    await nextTurn();
  }
}

function sendWhole(response: ServerResponse, bytes: Buffer, { cut }: Script): void {
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': bytes.length,
    'x-request-id': 'req_conformance',
  });
  if (cut === undefined) return void response.end(bytes);
  response.write(bytes.subarray(0, Math.floor(bytes.length * 0.8)), () => setTimeout(() => response.destroy(), 20));
}
