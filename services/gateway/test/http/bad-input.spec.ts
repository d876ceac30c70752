import { afterEach, describe, expect, it } from '@jest/globals';
import { appOn, bearer } from '../parts/app.js';
import { settled } from '../parts/virtual-time.js';
import { World } from '../parts/world.js';

let close = async (): Promise<unknown> => undefined;
afterEach(() => close());

async function gateway() {
  const world = new World('allow');
  const { http, app } = await appOn(world);
  close = () => app.close();
  return { world, http };
}

const chat = '/v1/chat/completions';
const valid = JSON.stringify({ model: 'demo-model', messages: [{ role: 'user', content: 'hi' }] });

describe('a request that cannot be governed', () => {
  it.each([
    ['no JSON', chat, '{', 400, 'json_syntax'],
    ['a key twice', chat, '{"model":"a","model":"b"}', 400, 'json_duplicate_key'],
    ['a key twice in a tool call', '/v1/tool-calls', '{"tool":"logs.read","tool":"x"}', 400, 'json_duplicate_key'],
    ['nesting that is too deep', chat, '['.repeat(65) + ']'.repeat(65), 400, 'json_too_deep'],
    ['a number beyond 2^53', chat, '{"n":9007199254740993}', 400, 'json_number_range'],
    ['half a surrogate pair', chat, '{"model":"\\ud800"}', 400, 'json_lone_surrogate'],
    ['a prototype', '/v1/tool-calls', '{"tool":"logs.read","arguments":{"__proto__":{}}}', 400, 'json_forbidden_key'],
    ['no model', chat, '{"messages":[]}', 400, 'invalid_request'],
    [
      'an unknown member of a closed schema',
      '/v1/tool-calls',
      '{"tool":"logs.read","extra":1}',
      400,
      'invalid_request',
    ],
    ['a body over the limit', chat, `"${'x'.repeat(100_001)}"`, 413, 'body_too_large'],
    ['an unknown tool', '/v1/tool-calls', '{"tool":"logs.delete"}', 404, 'tool_unknown'],
    ['an unknown route', '/v1/files', '{}', 404, 'route_unknown'],
  ])(
    '%s: is refused with a clear error and one event, and nothing is forwarded',
    async (...[, url, body, status, code]) => {
      const { world, http } = await gateway();
      const answer = await http.inject({ method: 'POST', url, headers: bearer, body });
      expect(answer.statusCode).toBe(status);
      const told = answer.json<{ error?: { code: string }; code?: string }>();
      expect(told.error?.code ?? told.code).toBe(code);
      await settled();
      expect(world.bus.types()).toEqual(['RequestRefused']);
      expect(world.bus.find('RequestRefused')).toMatchObject({
        data: { reasonCode: code, status, route: url, count: 1 },
      });
      expect([...world.sent, ...world.asked]).toEqual([]);
    },
  );

  it.each([
    [
      'the OpenAI form',
      chat,
      { error: { message: expect.any(String), type: 'invalid_request_error', param: null, code: 'json_syntax' } },
    ],
    [
      'the Anthropic form',
      '/v1/messages',
      { type: 'error', error: { type: 'invalid_request_error', code: 'json_syntax' } },
    ],
    [
      'the problem form',
      '/v1/tool-calls',
      { type: 'urn:countersign:problem:json_syntax', code: 'json_syntax', status: 400 },
    ],
  ])('is told in %s of its route', async (_, url, form) => {
    const { http } = await gateway();
    const answer = await http.inject({ method: 'POST', url, headers: bearer, body: '{' });
    expect(answer.json()).toMatchObject(form);
  });

  it('is told in the Anthropic form to its clients on routes that nobody has', async () => {
    const { http } = await gateway();
    const headers = { ...bearer, 'anthropic-version': '2023-06-01' };
    const answer = await http.inject({ method: 'GET', url: '/v1/files', headers });
    expect(answer.json()).toMatchObject({ type: 'error', error: { code: 'route_unknown' } });
  });

  it('is put on the log of the tenant whose key it carries, else on that of the system', async () => {
    const { world, http } = await gateway();
    await http.inject({ method: 'POST', url: chat, headers: bearer, body: '{' });
    world.rpc.refuse('rpc.credentials.authenticateAgentKey', 'unauthenticated');
    await http.inject({
      method: 'POST',
      url: chat,
      headers: { ...bearer, authorization: 'Bearer other' },
      body: valid,
    });
    await settled();
    expect(world.bus.events.map(({ tenant, data }) => [tenant, 'reasonCode' in data && data.reasonCode])).toEqual([
      ['acme', 'json_syntax'],
      ['system', 'unauthenticated'],
    ]);
  });
});

describe('a key', () => {
  it.each([
    ['missing', {}, 401, 'unauthenticated'],
    ['in two places and different', { authorization: 'Bearer one', 'x-api-key': 'two' }, 400, 'keys_conflict'],
    ['not in the form that Bearer has', { authorization: 'Basic abc' }, 401, 'unauthenticated'],
  ])('%s: refused', async (...[, headers, status, code]) => {
    const { http } = await gateway();
    const answer = await http.inject({
      method: 'POST',
      url: chat,
      headers: { 'content-type': 'application/json', ...headers },
      body: valid,
    });
    expect([answer.statusCode, answer.json<{ error: { code: string } }>().error.code]).toEqual([status, code]);
  });

  it.each(['x-api-key', 'x-goog-api-key'])('is also taken from %s', async (name) => {
    const { world, http } = await gateway();
    await http.inject({ method: 'GET', url: '/v1/models', headers: { [name]: 'agk_test' } });
    expect(world.rpc.count('rpc.credentials.authenticateAgentKey')).toBe(1);
  });

  it('never appears in an event or an answer', async () => {
    const { world, http } = await gateway();
    world.rpc.refuse('rpc.credentials.authenticateAgentKey', 'unauthenticated');
    const canary = 'agk_canary_0123456789';
    const answer = await http.inject({
      method: 'POST',
      url: '/v1/files',
      headers: { authorization: `Bearer ${canary}` },
      body: canary,
    });
    await settled();
    expect(JSON.stringify([world.bus.events, world.rpc.asked, world.reported]) + answer.body).not.toContain(canary);
  });
});

describe('a body that is not plain JSON', () => {
  it.each([
    [{ 'content-type': 'text/plain' }],
    [{ 'content-type': 'application/x-www-form-urlencoded' }],
    [{ 'content-encoding': 'gzip' }],
  ])('%j: refused with 415', async (headers) => {
    const { http } = await gateway();
    const answer = await http.inject({ method: 'POST', url: chat, headers: { ...bearer, ...headers }, body: valid });
    expect([answer.statusCode, answer.json<{ error: { code: string } }>().error.code]).toEqual([
      415,
      'content_type_unsupported',
    ]);
  });
});
