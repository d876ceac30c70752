import { describe, expect, it } from '@jest/globals';
import { inspectRequest } from '../inspect-request.js';
import type { JsonObject } from '../seam/json-object.js';
import { deepFrozen } from '../test-data/deep-frozen.js';
import { filterModels, modelList } from './filter-models.js';

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

describe('filterModels', () => {
  const mayUse = (model: string) => model.startsWith('b');

  it("cuts a provider's list down to what the caller may use", () => {
    const list: JsonObject = {
      object: 'list',
      data: [{ id: 'a', object: 'model' }, { id: 'b', object: 'model', owned_by: 'x' }, {}],
    };
    expect(filterModels(list, mayUse)).toEqual({ object: 'list', data: [{ id: 'b', object: 'model', owned_by: 'x' }] });
  });

  it('does not name hidden models in the cursors of an Anthropic list', () => {
    const data = ['a', 'b1', 'b2', 'c'].map((id) => ({ type: 'model', id }));
    const cut = filterModels({ data, has_more: false, first_id: 'a', last_id: 'c' }, mayUse);
    expect(cut).toMatchObject({ first_id: 'b1', last_id: 'b2' });
    expect(filterModels({ data: [], has_more: false, first_id: 'a', last_id: 'c' }, mayUse)).toMatchObject({
      first_id: null,
      last_id: null,
    });
  });

  it.each([[null], [{}], [{ data: 'x' }], [[]]])('gives nothing for %j, which is no list', (body) => {
    expect(filterModels(body, mayUse)).toBeUndefined();
  });
});

describe('modelList', () => {
  const models = [{ id: 'gpt-5', provider: 'openai' }];

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
