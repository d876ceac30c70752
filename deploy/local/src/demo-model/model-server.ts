import { randomBytes, timingSafeEqual } from 'node:crypto';
import { Readable } from 'node:stream';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { sha256Digest } from '../secrets/digest.js';
import { chatRequestSchema, type ChatRequest } from './chat-request.js';
import { completionChunks } from './chunks.js';
import { completion, type Stamp } from './completion.js';
import { nextTurn } from './next-turn.js';

export const demoModelName = 'demo-model';

interface ApiError {
  status: number;
  message: string;
  code: string;
  param?: string;
}

function refuse(reply: FastifyReply, { status, message, code, param }: ApiError) {
  const type = status === 401 ? 'authentication_error' : 'invalid_request_error';
  return reply.status(status).send({ error: { message, type, param: param ?? null, code } });
}

function stamp(): Stamp {
  const random = () => randomBytes(12).toString('base64url');
  const calls = new Map<number, string>();
  const callId = (index: number) => calls.get(index) ?? calls.set(index, `call_${random()}`).get(index) ?? '';
  return { id: `chatcmpl-${random()}`, created: Math.floor(Date.now() / 1000), callId };
}

function streamOf(request: ChatRequest): Readable {
  const chunks = completionChunks(request, nextTurn(request), stamp());
  return Readable.from([...chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`), 'data: [DONE]\n\n']);
}

function complete(request: FastifyRequest, reply: FastifyReply) {
  const parsed = chatRequestSchema.safeParse(request.body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const param = issue?.path.join('.') ?? '';
    return refuse(reply, {
      status: 400,
      message: `Invalid '${param}': ${issue?.message}`,
      code: 'invalid_value',
      param,
    });
  }
  if (parsed.data.model !== demoModelName) {
    const message = `The model '${parsed.data.model}' does not exist. This server has '${demoModelName}'.`;
    return refuse(reply, { status: 404, message, code: 'model_not_found', param: 'model' });
  }
  if (parsed.data.stream === true) return reply.type('text/event-stream; charset=utf-8').send(streamOf(parsed.data));
  return reply.send(completion(parsed.data, nextTurn(parsed.data), stamp()));
}

/** An OpenAI-compatible model that follows a script: for demonstrations and tests, never for work. */
export function modelServer(apiKey: string): FastifyInstance {
  const server = fastify({ bodyLimit: 8 * 1024 * 1024, forceCloseConnections: true });
  const expected = Buffer.from(sha256Digest(`Bearer ${apiKey}`));
  server.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', `req_${randomBytes(12).toString('hex')}`);
    if (request.url === '/healthz') return;
    const given = Buffer.from(sha256Digest(request.headers.authorization ?? ''));
    if (timingSafeEqual(given, expected)) return;
    await refuse(reply, { status: 401, message: 'Incorrect API key provided.', code: 'invalid_api_key' });
  });
  server.get('/healthz', () => ({ status: 'ok' }));
  // Providers are configured with and without `/v1` in their address.
  for (const base of ['/v1', '']) {
    server.get(`${base}/models`, () => ({
      object: 'list',
      data: [{ id: demoModelName, object: 'model', created: 1_763_683_200, owned_by: 'countersign-demo' }],
    }));
    server.post(`${base}/chat/completions`, complete);
  }
  return server;
}
