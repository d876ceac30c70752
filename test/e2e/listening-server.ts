import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on this machine that is model provider and target in one, and keeps every byte that reaches it. */
export interface ListeningServer {
  url: string;
  /** The bodies of all requests, and the paths of those without. */
  heard: string[];
  close(): Promise<void>;
}

/** What its orders are paid with. */
export const orderCard = '5425 2334 3010 9903';

const completion = {
  ...{ id: 'chatcmpl-1', object: 'chat.completion', created: 1, model: 'listening-model' },
  choices: [{ index: 0, message: { role: 'assistant', content: 'done' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 7, completion_tokens: 1, total_tokens: 8 },
};
const { usage: _, ...unmetered } = completion;
const chunk = { ...unmetered, object: 'chat.completion.chunk' };
const stream = [
  { ...chunk, choices: [{ index: 0, delta: { role: 'assistant', content: 'done' }, finish_reason: null }] },
  { ...chunk, choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
];

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const piece of request) chunks.push(piece as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

export async function listeningServer(): Promise<ListeningServer> {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      heard.push(body === '' ? (request.url ?? '') : body);
      if (request.method === 'GET') {
        response.setHeader('content-type', 'application/json');
        return response.end(JSON.stringify({ order: 17, paid: orderCard, contact: 'ann.doe@corp.example' }));
      }
      if ((JSON.parse(body) as { stream?: boolean }).stream) {
        response.setHeader('content-type', 'text/event-stream');
        return response.end(
          [...stream.map((one) => JSON.stringify(one)), '[DONE]'].map((one) => `data: ${one}\n\n`).join(''),
        );
      }
      response.setHeader('content-type', 'application/json');
      return response.end(JSON.stringify(completion));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, heard, close };
}
