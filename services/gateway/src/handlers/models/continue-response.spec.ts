import { describe, expect, it } from '@jest/globals';
import { requestOf } from '../../../test/parts/model-requests.js';
import { FedStream } from '../../../test/parts/streams.js';
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
