import { describe, expect, it } from '@jest/globals';
import { inspectRequest } from '../inspect-request.js';
import { deepFrozen } from '../test-data/deep-frozen.js';
import { modelList } from './model-list.js';

describe('inspectRequest for openai-embeddings', () => {
  it('hands all texts to the detectors', () => {
    const body = deepFrozen({ model: 'text-embedding-3-small', input: ['a', 'b'], user: 'u1' });
    expect(inspectRequest('openai-embeddings', body)).toMatchObject({
      ok: true,
      request: {
        model: 'text-embedding-3-small',
        stream: false,
        tools: [],
        text: [
          { pointer: '/input/0', text: 'a', origin: 'user' },
          { pointer: '/input/1', text: 'b', origin: 'user' },
        ],
        session: { user: 'u1' },
      },
    });
  });

  it.each([[[1, 2, 3]], [[[1, 2]]], [[]], [null], [{ text: 'a' }]])(
    'refuses input %j, which no detector can read',
    (input) => {
      const result = inspectRequest('openai-embeddings', { model: 'm', input });
      expect(result).toMatchObject({ ok: false, refusal: { reasonCode: 'ungovernable_request', param: '/input' } });
    },
  );
});

describe('modelList', () => {
  const models = [{ id: 'gpt-5', provider: 'openai' }];

  it('tells Anthropic clients the limits that governance gives a model', () => {
    const limited = [{ id: 'claude-5', provider: 'claude', maxInputTokens: 200_000, maxOutputTokens: 8_192 }];
    expect(modelList('anthropic', limited)).toMatchObject({ data: [{ max_input_tokens: 200_000, max_tokens: 8_192 }] });
    expect(modelList('anthropic', models)).toMatchObject({ data: [{ max_input_tokens: null, max_tokens: null }] });
  });

  it('has the shape of the family that asks', () => {
    expect(modelList('openai', models)).toEqual({
      object: 'list',
      data: [{ id: 'gpt-5', object: 'model', created: 0, owned_by: 'openai' }],
    });
    expect(modelList('anthropic', models)).toMatchObject({
      data: [{ type: 'model', id: 'gpt-5', display_name: 'gpt-5' }],
      has_more: false,
      first_id: 'gpt-5',
      last_id: 'gpt-5',
    });
    expect(modelList('anthropic', [])).toMatchObject({ data: [], first_id: null, last_id: null });
  });
});
