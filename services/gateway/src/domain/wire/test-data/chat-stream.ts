import type { JsonObject } from '../seam/json-object.js';

const envelope = {
  id: 'chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT',
  object: 'chat.completion.chunk',
  created: 1741569952,
  model: 'gpt-4.1-2025-04-14',
  service_tier: 'default',
  system_fingerprint: 'fp_44709d6fcb',
};

export function chunk(delta: JsonObject, finish: string | null = null, index = 0): JsonObject {
  return { ...envelope, choices: [{ index, delta, logprobs: null, finish_reason: finish }], usage: null };
}

export function usageChunk(): JsonObject {
  return { ...envelope, choices: [], usage: { prompt_tokens: 82, completion_tokens: 17, total_tokens: 99 } };
}

/** The deltas of one call as OpenAI sends them: head first, then the arguments in pieces. */
export function callChunks(call: { index: number; id: string; name: string; args: string }, choice = 0): JsonObject[] {
  const { index, id, name, args } = call;
  const head = { index, id, type: 'function', function: { name, arguments: '' } };
  const pieces = args.match(/[^]{1,7}/g) ?? [];
  return [head, ...pieces.map((piece) => ({ index, function: { arguments: piece } }))].map((delta) =>
    chunk({ tool_calls: [delta] }, null, choice),
  );
}

export const readCall = { index: 0, id: 'call_read', name: 'logs.read', args: '{"service": "api"}' };
export const writeCall = { index: 1, id: 'call_write', name: 'aws.write', args: '{"cidr":"0.0.0.0/0"}' };
export const openCall = { index: 2, id: 'call_open', name: 'github.open', args: '{"title":"Fix \\ud83d\\ude00"}' };

export const startChunk = chunk({ role: 'assistant', content: '', refusal: null });
