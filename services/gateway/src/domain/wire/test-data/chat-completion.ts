import type { JsonObject } from '../seam/json-object.js';

export function functionCall(id: string, name: string, args: string): JsonObject {
  return { id, type: 'function', function: { name, arguments: args } };
}

export function customCall(id: string, name: string, input: string): JsonObject {
  return { id, type: 'custom', custom: { name, input } };
}

export function chatChoice(message: JsonObject, finish = 'tool_calls', index = 0): JsonObject {
  const full = { role: 'assistant', content: null, refusal: null, annotations: [], ...message };
  return { index, message: full, logprobs: null, finish_reason: finish };
}

/** A completion as the OpenAI API sends it. */
export function chatCompletion(...choices: JsonObject[]): JsonObject {
  return {
    id: 'chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT',
    object: 'chat.completion',
    created: 1741569952,
    model: 'gpt-4.1-2025-04-14',
    choices,
    usage: {
      prompt_tokens: 82,
      completion_tokens: 17,
      total_tokens: 99,
      prompt_tokens_details: { cached_tokens: 64, audio_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 5, audio_tokens: 0 },
    },
    service_tier: 'default',
    system_fingerprint: 'fp_44709d6fcb',
  };
}
