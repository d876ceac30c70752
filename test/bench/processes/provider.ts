// What every measured call ends at: an OpenAI-compatible model and a tool target that do next to nothing. A process of its own.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const usage = { prompt_tokens: 9, completion_tokens: 12, total_tokens: 21 };
const toolCall = {
  id: 'call_bench',
  type: 'function',
  function: { name: 'bench.look', arguments: '{"service":"checkout","limit":20}' },
};

function completion(message: object, finishReason: string): Buffer {
  const choices = [{ index: 0, message, logprobs: null, finish_reason: finishReason }];
  const text = JSON.stringify({
    ...{ id: 'chatcmpl-bench', object: 'chat.completion', created: 1_760_000_000, model: 'bench-model' },
    ...{ choices, usage },
  });
  return Buffer.from(text);
}

const content = 'The pool of database connections is exhausted; restore its former size.';
const answers = {
  text: completion({ role: 'assistant', content, refusal: null }, 'stop'),
  toolCall: completion({ role: 'assistant', content: null, refusal: null, tool_calls: [toolCall] }, 'tool_calls'),
  target: Buffer.from(JSON.stringify({ lines: ['pool exhausted', 'request timed out'] })),
};

function answer(response: ServerResponse, body: Buffer): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.byteLength });
  response.end(body);
}

const chunkOf = (delta: object, finishReason: string | null = null): string => {
  const choices = [{ index: 0, delta, logprobs: null, finish_reason: finishReason }];
  const head = { id: 'chatcmpl-bench', object: 'chat.completion.chunk', created: 1_760_000_000, model: 'bench-model' };
  return `data: ${JSON.stringify({ ...head, choices })}\n\n`;
};
const usageChunk = `data: ${JSON.stringify({ id: 'chatcmpl-bench', object: 'chat.completion.chunk', created: 1_760_000_000, model: 'bench-model', choices: [], usage })}\n\n`;
const ending = (reason: string) => `${chunkOf({}, reason)}${usageChunk}data: [DONE]\n\n`;
const words = content.split(' ').map((word) => chunkOf({ content: `${word} ` }));
let held = 0;

/** A call that waits for people; no two are the same. */
function heldCall(): string {
  const call = { index: 0, id: `call_${++held}`, type: 'function' };
  const args = JSON.stringify({ service: `service-${held}` });
  return chunkOf({ tool_calls: [{ ...call, function: { name: 'bench.hold', arguments: args } }] });
}

/** The first piece leaves at once; the rest, a moment later. */
function stream(response: ServerResponse, tools: unknown): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(chunkOf({ role: 'assistant', content: 'The pool ' }));
  const rest =
    tools === undefined ? `${words.slice(2).join('')}${ending('stop')}` : `${heldCall()}${ending('tool_calls')}`;
  setTimeout(() => response.end(rest), 5);
}

/** A request that offers tools gets a tool call. */
function complete(request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { tools, stream: streams } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as {
      tools?: unknown;
      stream?: boolean;
    };
    if (streams) stream(response, tools);
    else answer(response, tools === undefined ? answers.text : answers.toolCall);
  });
}

const server = createServer((request, response) => {
  if (request.method === 'POST') complete(request, response);
  else answer(response, answers.target);
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on('disconnect', () => process.exit(0));
