import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import OpenAI from 'openai';
import { modelServer } from './model-server.js';

const key = 'demo-key-of-sixteen-characters';
const server = modelServer(key);
let client: OpenAI;
let baseURL: string;

const offer = (name: string) => ({ type: 'function' as const, function: { name, parameters: { type: 'object' } } });
const tools = [offer('logs.read'), offer('github.open_pull_request'), offer('aws.write_security_group')];
const user = (content: string) => ({ role: 'user' as const, content });

beforeAll(async () => {
  baseURL = `${await server.listen({ host: '127.0.0.1', port: 0 })}/v1`;
  client = new OpenAI({ apiKey: key, baseURL, maxRetries: 0 });
});
afterAll(() => server.close());

describe('the scripted model, seen by the official client', () => {
  it('proposes to read logs when asked about them', async () => {
    const answer = await client.chat.completions.create({
      model: 'demo-model',
      messages: [user('Look at the logs of payments.')],
      tools,
    });
    expect(answer.choices[0]?.finish_reason).toBe('tool_calls');
    const [call] = answer.choices[0]?.message.tool_calls ?? [];
    expect(call).toMatchObject({
      type: 'function',
      function: { name: 'logs.read', arguments: '{"service":"payments","limit":20}' },
    });
    expect(answer.usage?.total_tokens).toBeGreaterThan(10);
  });

  it('says the same in a stream', async () => {
    const stream = client.chat.completions.stream({
      model: 'demo-model',
      messages: [user('Look at the logs of payments.')],
      tools,
      stream_options: { include_usage: true },
    });
    const answer = await stream.finalChatCompletion();
    expect(answer.choices[0]?.message.tool_calls?.[0]).toMatchObject({
      function: { name: 'logs.read', arguments: '{"service":"payments","limit":20}' },
    });
    expect(answer.usage?.total_tokens).toBeGreaterThan(10);
  });

  it('goes on to the next step after a result, and sums up at the end', async () => {
    const prompt = user('Read the logs and open a pull request.');
    const first = await client.chat.completions.create({ model: 'demo-model', messages: [prompt], tools });
    const call = first.choices[0]?.message;
    const id = call?.tool_calls?.[0]?.id ?? '';
    const history = [
      prompt,
      call as never,
      { role: 'tool' as const, tool_call_id: id, content: 'timeout acquiring connection' },
    ];
    const second = await client.chat.completions.create({ model: 'demo-model', messages: history, tools });
    expect(second.choices[0]?.message.tool_calls?.[0]).toMatchObject({
      function: { name: 'github.open_pull_request' },
    });
    const denied = {
      role: 'assistant' as const,
      content: 'The call to github.open_pull_request needs human approval.',
    };
    const third = await client.chat.completions.create({ model: 'demo-model', messages: [...history, denied], tools });
    expect(third.choices[0]?.finish_reason).toBe('stop');
    expect(third.choices[0]?.message.content).toMatch(/timeout acquiring connection[\s\S]*needs human approval/);
  });

  it('proposes exactly what a prompt spells out, several at once when asked', async () => {
    const prompt = 'At once:\ncall logs.read {"service":"a"}\ncall aws.write_security_group {"id":"sg-1"}';
    const answer = await client.chat.completions.create({ model: 'demo-model', messages: [user(prompt)], tools });
    expect(answer.choices[0]?.message.tool_calls).toMatchObject([
      { function: { name: 'logs.read', arguments: '{"service":"a"}' } },
      { function: { name: 'aws.write_security_group', arguments: '{"id":"sg-1"}' } },
    ]);
  });

  it('proposes no tool that it was not offered', async () => {
    const answer = await client.chat.completions.create({ model: 'demo-model', messages: [user('Read the logs.')] });
    expect(answer.choices[0]?.message.tool_calls).toBeUndefined();
  });

  it('lists its model, and refuses another model or key as a provider does', async () => {
    expect((await client.models.list()).data.map(({ id }) => id)).toEqual(['demo-model']);
    const messages = [user('hello')];
    await expect(client.chat.completions.create({ model: 'other', messages })).rejects.toMatchObject({
      status: 404,
      code: 'model_not_found',
    });
    const stranger = new OpenAI({ apiKey: 'wrong', baseURL, maxRetries: 0 });
    await expect(stranger.models.list()).rejects.toMatchObject({ status: 401, code: 'invalid_api_key' });
  });
});
