import type { Format } from '../provider/turn.js';
import { models, type Target } from '../client/question.js';

export const paths: Readonly<Record<Format, string>> = {
  chat: '/v1/chat/completions',
  responses: '/v1/responses',
  messages: '/v1/messages',
};

/** The least that a request of the format needs, and what is added to it. */
export function bodyOf(format: Format, prompt: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  if (format === 'responses') return { model: models.responses, input: prompt, ...more };
  const messages = [{ role: 'user', content: prompt }];
  if (format === 'chat') return { model: models.chat, messages, ...more };
  return { model: models.messages, max_tokens: 256, messages, ...more };
}

interface Sent {
  path: string;
  body: unknown;
  headers?: Record<string, string>;
  method?: string;
  signal?: AbortSignal;
}

/** A request by hand, for what no client library would send. A text body goes as it is. */
export function send({ url, key }: Target, { path, body, headers, method = 'POST', signal }: Sent): Promise<Response> {
  return fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    ...(method === 'GET' ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  });
}
