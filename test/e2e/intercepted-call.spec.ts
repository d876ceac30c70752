import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import OpenAI from 'openai';
import { agentOf, personOf, until } from './callers.js';
import { startProduct, type Product } from './product.js';

let product: Product;
let openai: OpenAI;

const tool = (name: string) => ({
  type: 'function' as const,
  function: { name, description: name, parameters: { type: 'object', properties: {} } },
});
const tools = ['logs.read', 'github.open_pull_request', 'aws.write_security_group'].map(tool);
const pull = '{"owner":"acme","repo":"checkout","title":"t","head":"h","base":"main"}';
const group = '{"id":"sg-1","protocol":"tcp","port":22,"cidr":"0.0.0.0/0"}';

beforeAll(async () => {
  product = await startProduct({ portBase: 23_200, env: { COUNTERSIGN_GATEWAY_HELD_CALL_WAIT_MS: '300' } });
  const key = Object.values(product.dev.agents)[0]?.key ?? '';
  openai = new OpenAI({ baseURL: `${product.dev.gatewayUrl}/v1`, apiKey: key, maxRetries: 5 });
});

afterAll(() => product.stop());

interface Refusal {
  data: { reasonCode: string };
}

/** What an answer gives an agent to work with. */
function readingOf(answer: OpenAI.ChatCompletion) {
  const choice = answer.choices[0];
  const names = (choice?.message.tool_calls ?? []).map((call) =>
    call.type === 'function' ? call.function.name : call.type,
  );
  return { names, finish: choice?.finish_reason, text: choice?.message.content ?? '' };
}

const ask = (content: string) =>
  openai.chat.completions.create({ model: 'demo-model', tools, messages: [{ role: 'user', content }] });

describe('an agent that changed only its base URL', () => {
  it('gets a plain answer as the provider gave it, with usage', async () => {
    const answer = await ask('hello');
    expect(answer.choices[0]?.finish_reason).toBe('stop');
    expect(answer.usage?.total_tokens).toBeGreaterThan(0);
  });

  it('gets an allowed tool call, and nothing of a denied sibling but an explanation', async () => {
    const answer = await ask(`at once\ncall logs.read {"service":"checkout"}\ncall aws.write_security_group ${group}`);
    const { names, finish, text } = readingOf(answer);
    expect([names, finish]).toEqual([['logs.read'], 'tool_calls']);
    expect(text).toMatch(/aws\.write_security_group/);
    expect(JSON.stringify(answer)).not.toContain('0.0.0.0/0');
  });

  it('gets text with an approval id for a held call, and the same call once after the grant', async () => {
    const prompt = `call github.open_pull_request ${pull}`;
    const held = readingOf(await ask(prompt));
    expect([held.names, held.finish]).toEqual([[], 'stop']);
    const approvalId = /apr_[0-9a-f]+/.exec(held.text)?.[0];
    const ada = personOf(product.dev, product.dev.approvers[0]?.token ?? '');
    await until('the approval', async () => (await ada.get(`/approvals/${approvalId}`)).status === 200);
    expect((await ada.post(`/approvals/${approvalId}/approve`)).status).toBe(200);
    const passed = await until('the granted call', async () => {
      const again = readingOf(await ask(prompt));
      return again.names.length > 0 && again;
    });
    expect([passed.names, passed.finish]).toEqual([['github.open_pull_request'], 'tool_calls']);
    expect(readingOf(await ask(prompt)).names).toEqual([]);
  });

  it('is refused in the wire format of the route for a wrong key, an unknown model and an unknown route', async () => {
    const stranger = new OpenAI({ baseURL: `${product.dev.gatewayUrl}/v1`, apiKey: 'csa_unknown', maxRetries: 0 });
    await expect(stranger.models.list()).rejects.toMatchObject({ status: 401 });
    await expect(
      openai.chat.completions.create({ model: 'no-such-model', messages: [{ role: 'user', content: 'x' }] }),
    ).rejects.toMatchObject({ status: 403 });
    await expect(openai.images.generate({ prompt: 'x', model: 'demo-model' })).rejects.toMatchObject({
      status: 404,
      code: 'route_unknown',
    });
  });

  it.each([
    ['a member twice', '{"model":"demo-model","model":"other","messages":[]}'],
    ['a lone surrogate', '{"model":"demo-model","messages":[{"role":"user","content":"\\ud800"}]}'],
    ['a number past 2^53', '{"model":"demo-model","messages":[],"seed":9007199254740993}'],
    ['nesting past 64 levels', `{"model":"demo-model","messages":${'['.repeat(70)}${']'.repeat(70)}}`],
    ['no JSON', 'hello'],
  ])('is refused for a body with %s: 400, one event, nothing forwarded', async (_, body) => {
    const admin = personOf(product.dev, product.dev.adminToken);
    // Of this kind: the refusals of tests before may come to the record only now.
    const refusals = async (code: string) => {
      const { events } = (await admin.get<{ events: { leaf: string }[] }>('/events?types=RequestRefused&limit=100'))
        .body;
      return events.filter(({ leaf }) => (JSON.parse(leaf) as Refusal).data.reasonCode === code).length;
    };
    const models = async () =>
      (await admin.get<{ events: unknown[] }>('/events?types=ModelCallProposed&limit=100')).body.events.length;
    const before = await models();
    const { key, raw } = agentOf(product.dev);
    const answer = await raw('/v1/chat/completions', {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body,
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      error: { type: expect.any(String), message: expect.any(String), code: expect.any(String) },
    });
    const { code } = (answer.body as { error: { code: string } }).error;
    await until('the event', async () => (await refusals(code)) > 0);
    expect([await refusals(code), await models()]).toEqual([1, before]);
  });
});
