import { describe, expect, it } from '@jest/globals';
import { httpTool, provider } from '../../../test/parts/governance.js';
import { requestOf } from '../../../test/parts/model-requests.js';
import { FedStream } from '../../../test/parts/streams.js';
import { decisionOn } from '../../../test/parts/fake-policy.js';
import { World } from '../../../test/parts/world.js';
import { anthropicMessage, messageSse, toolBlock, toolUse } from '../../domain/wire/test-data/anthropic-message.js';
import type { JsonObject } from '../../domain/wire/seam/json-object.js';
import { answerModelCall } from './answer-model-call.js';

const uses = [toolUse('toolu_1', 'logs.read', { service: 'web' }), toolUse('toolu_2', 'shell.exec', { command: 'rm' })];
const previous_message_id = anthropicMessage([]).id as string;

/** A world whose model proposes a call that policy allows and one that it denies. */
function proposing(): World {
  const world = new World('allow', [httpTool('logs.read')], [provider({ api: 'anthropic' })]);
  world.policy = (asked) => decisionOn(asked, asked.tool === 'logs.read' ? 'allow' : 'deny');
  const body = Buffer.from(JSON.stringify(anthropicMessage(uses)));
  world.provider = async () => ({ kind: 'answered', status: 200, headers: {}, body });
  world.streaming = async () => {
    const source = new FedStream();
    source.feed(messageSse(uses.map(({ id, name, input }) => toolBlock(`${id}`, `${name}`, [JSON.stringify(input)]))));
    return source;
  };
  return world;
}

async function ask(world: World, more: object, said: unknown = 'hi'): Promise<unknown> {
  const messages = [{ role: 'user', content: said }];
  const json = { model: 'demo-model', max_tokens: 9, messages, ...more };
  const answer = await answerModelCall(world.parts)(requestOf('anthropic-messages', json));
  if ('stream' in answer) for await (const _ of answer.stream.frames());
  const sent = JSON.parse(world.asked.at(-1)?.body.toString() ?? '') as JsonObject;
  return sent.messages;
}

const create = { thread: { type: 'create' } };
const next = { thread: { type: 'continue', previous_message_id } };
const withheld = {
  ...{ type: 'tool_result', tool_use_id: 'toolu_2', is_error: true },
  content: expect.stringMatching(/denied by policy/) as unknown,
};

describe('a request that goes on with a thread which Anthropic keeps', () => {
  it.each([false, true])('gives the withheld calls of the last answer their results (streamed: %s)', async (stream) => {
    const world = proposing();
    expect(await ask(world, { ...create, stream })).toEqual([{ role: 'user', content: 'hi' }]);
    const result = { type: 'tool_result', tool_use_id: 'toolu_1', content: 'all is well' };
    expect(await ask(world, next, [result])).toEqual([{ role: 'user', content: [withheld, result] }]);
  });

  it('puts them before what is only said', async () => {
    const world = proposing();
    await ask(world, create);
    const content = [withheld, { type: 'text', text: 'go on' }];
    expect(await ask(world, next, 'go on')).toEqual([{ role: 'user', content }]);
  });

  it('is left as it is when it goes on from another message, or when no thread was kept', async () => {
    const world = proposing();
    await ask(world, create);
    const said = [{ role: 'user', content: 'go on' }];
    expect(await ask(world, { thread: { ...next.thread, previous_message_id: 'msg_other' } }, 'go on')).toEqual(said);
    const unthreaded = proposing();
    await ask(unthreaded, {});
    expect(await ask(unthreaded, next, 'go on')).toEqual(said);
  });
});
