import type { Format } from '../provider/turn.js';
import { askMessages } from './anthropic-client.js';
import { askChat, askResponses } from './openai-client.js';
import type { Question, Target } from './question.js';
import type { Reading } from './reading.js';
import { askVercel } from './vercel-client.js';

export interface Client {
  /** The library as its users know it. */
  name: string;
  format: Format;
  ask(target: Target, question: Question): Promise<Reading[]>;
}

/** The library of the company that made the format. */
export const ownClients: Readonly<Record<Format, Client>> = {
  chat: { name: 'openai', format: 'chat', ask: askChat },
  responses: { name: 'openai', format: 'responses', ask: askResponses },
  messages: { name: '@anthropic-ai/sdk', format: 'messages', ask: askMessages },
};

const vercel = (format: Format): Client => ({
  name: 'ai',
  format,
  ask: (target, question) => askVercel(format, target, question),
});

export const clients: readonly Client[] = [
  ...Object.values(ownClients),
  ...(['chat', 'responses', 'messages'] as const).map(vercel),
];
