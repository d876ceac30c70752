import { describe, expect, it } from '@jest/globals';
import { requestOf } from '../../../test/parts/model-requests.js';
import { FedStream } from '../../../test/parts/streams.js';
import { decisionOn } from '../../../test/parts/fake-policy.js';
import { World } from '../../../test/parts/world.js';
import { customItem, functionItem, responseOf, responsesSse } from '../../domain/wire/test-data/responses.js';
import { answerModelCall } from './answer-model-call.js';

const items = [functionItem('call_f', 'logs.read', '{"service":"web"}'), customItem('call_c', 'shell', 'rm -rf /')];
const responseId = responseOf([]).id as string;
const whole = {
  kind: 'answered' as const,
  status: 200,
  headers: {},
  body: Buffer.from(JSON.stringify(responseOf(items))),
};

async function ask(world: World, more: object) {
  const answer = await answerModelCall(world.parts)(
    requestOf('openai-responses', { model: 'demo-model', input: 'go on', ...more }),
  );
  if (!('stream' in answer)) return;
  for await (const _ of answer.stream.frames());
}

const sent = (world: World) => JSON.parse(world.asked.at(-1)?.body.toString() ?? '') as { input: unknown };

describe('a request that goes on from a response with withheld calls', () => {
  it.each([false, true])('answers each of them for the agent, which never saw them (streamed: %s)', async (stream) => {
    const world = new World('deny');
    world.provider = async () => whole;
    if (stream) {
      world.streaming = async () => {
        const source = new FedStream();
        source.feed(responsesSse(items.map((item) => ({ item }))));
        return source;
      };
    }
    await ask(world, { stream });
    await ask(world, { previous_response_id: responseId });
    const told = { output: expect.stringMatching(/denied by policy/) as unknown };
    expect(sent(world).input).toEqual([
      { type: 'function_call_output', call_id: 'call_f', ...told },
      { type: 'custom_tool_call_output', call_id: 'call_c', ...told },
      { role: 'user', content: 'go on' },
    ]);
  });

  it.each([
    ['by name', 'conv_1', false],
    ['as an object', { id: 'conv_1' }, true],
  ])('answers them once in a conversation that is given %s, %j (streamed: %s)', async (_, conversation, stream) => {
    const world = new World('deny');
    world.provider = async () => whole;
    world.streaming = async () => {
      const source = new FedStream();
      source.feed(responsesSse(items.map((item) => ({ item }))));
      return source;
    };
    await ask(world, { conversation, stream });
    expect(sent(world).input).toBe('go on');
    world.policy = (asked) => decisionOn(asked, 'allow');
    await ask(world, { conversation, stream });
    const told = { output: expect.stringMatching(/denied by policy/) as unknown };
    expect(sent(world).input).toMatchObject([{ call_id: 'call_f', ...told }, { call_id: 'call_c', ...told }, {}]);
    await ask(world, { conversation, stream });
    expect(sent(world).input).toBe('go on');
  });

  it('answers them again where the provider did not take them', async () => {
    const world = new World('deny');
    world.provider = async () => whole;
    await ask(world, { conversation: 'conv_1' });
    world.provider = async () => ({ ...whole, status: 400 });
    await ask(world, { conversation: 'conv_1' });
    world.provider = async () => whole;
    await ask(world, { conversation: 'conv_1' });
    expect(sent(world).input).toHaveLength(3);
  });

  it('is left as it is when nothing was withheld, or when it goes on from another response', async () => {
    const world = new World('allow');
    world.provider = async () => whole;
    await ask(world, {});
    await ask(world, { previous_response_id: responseId });
    expect(sent(world).input).toBe('go on');
    await ask(world, { previous_response_id: 'resp_other' });
    expect(sent(world).input).toBe('go on');
  });

  it('is told nothing of what another tenant had withheld', async () => {
    const world = new World('deny');
    world.provider = async () => whole;
    await ask(world, {});
    expect(await world.parts.withheld.outputsOf({ tenant: 'other', responseId })).toEqual([]);
  });
});
