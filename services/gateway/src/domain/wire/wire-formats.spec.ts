import { describe, expect, it } from '@jest/globals';
import { isGenerating, wireFormats } from './wire-formats.js';

describe('wireFormats', () => {
  it('serves every format under the plain path and under the prefix of its family', () => {
    expect(Object.fromEntries(wireFormats.map(({ format, paths }) => [format, paths]))).toEqual({
      'openai-chat': ['/v1/chat/completions', '/openai/v1/chat/completions'],
      'openai-responses': ['/v1/responses', '/openai/v1/responses'],
      'openai-embeddings': ['/v1/embeddings', '/openai/v1/embeddings'],
      'anthropic-messages': ['/v1/messages', '/anthropic/v1/messages'],
      'anthropic-count-tokens': ['/v1/messages/count_tokens', '/anthropic/v1/messages/count_tokens'],
    });
  });

  it('tells formats whose answer can hold tool calls from the others', () => {
    const formats = ['openai-chat', 'openai-responses', 'anthropic-messages', 'openai-embeddings'] as const;
    expect(formats.map(isGenerating)).toEqual([true, true, true, false]);
  });
});
