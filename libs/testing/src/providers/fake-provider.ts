import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerOf, framesOf, type FakeAnswer } from './fake-answer.js';

interface FakeRequest {
  path: string;
  /** As the provider got it. */
  key: string;
  body: { model: string; stream?: boolean; max_tokens?: number; stream_options?: { include_usage?: boolean } };
}

/** An error as a provider says it, with whatever it says too much. */
interface FakeFault {
  status: number;
  message: string;
  headers?: Record<string, string>;
}

export interface FakeProvider {
  /** For `baseUrl` of a Provider document. */
  url: string;
  /** What came, in order. */
  requests: FakeRequest[];
  /** What follows on a request; may be replaced at any time. */
  respond: (request: FakeRequest) => FakeAnswer | FakeFault | Promise<FakeAnswer | FakeFault>;
  stop: () => Promise<void>;
}

/** An OpenAI-compatible provider on this machine that does as a test says and keeps what it got. */
export async function startFakeProvider(): Promise<FakeProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const provider: FakeProvider = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests: [],
    respond: () => ({ text: 'hello', inputTokens: 10, outputTokens: 10 }),
    stop: () => stop(server),
  };
  server.on('request', (request, response) => {
    answer(provider, request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  return provider;
}

async function answer(provider: FakeProvider, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const key = (incoming.headers.authorization ?? '').replace(/^Bearer /, '');
  const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as FakeRequest['body'];
  const request = { path: incoming.url ?? '', key, body };
  provider.requests.push(request);
  const told = await provider.respond(request);
  if ('status' in told) {
    const error = { message: told.message, type: 'error', param: null, code: null };
    response.writeHead(told.status, { 'content-type': 'application/json', ...told.headers });
    response.end(JSON.stringify({ error }));
  } else if (body.stream === true) {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const frame of framesOf(body, told)) response.write(frame);
    // What was said arrives, and then nothing more.
    if (told.breaksOff) response.socket?.end();
    else response.end('data: [DONE]\n\n');
  } else {
    response.writeHead(200, { 'content-type': 'application/json', 'x-request-id': `req_${provider.requests.length}` });
    response.end(JSON.stringify(answerOf(body, told)));
  }
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
