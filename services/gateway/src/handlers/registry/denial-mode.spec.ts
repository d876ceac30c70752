import { describe, expect, it } from '@jest/globals';
import { httpTool, provider, registryOf } from '../../../test/parts/governance.js';
import { completion, prompt, requestOf } from '../../../test/parts/model-requests.js';
import { propose } from '../../../test/parts/requests.js';
import { done, FedStream, finish, toolCall } from '../../../test/parts/streams.js';
import { World } from '../../../test/parts/world.js';
import { anthropicMessage, messageSse, toolBlock, toolUse } from '../../domain/wire/test-data/anthropic-message.js';
import { functionItem, responseOf, responsesSse } from '../../domain/wire/test-data/responses.js';
import { answerModelCall } from '../models/answer-model-call.js';

const args = '{"service":"web"}';
const item = functionItem('c1', 'logs.read', args);
const bodies = {
  'openai-chat': prompt,
  'openai-responses': { model: 'demo-model', input: 'hi' },
  'anthropic-messages': { ...prompt, max_tokens: 100 },
} as const;
const answers = {
  'openai-chat': completion('', [{ name: 'logs.read', args }]),
  'openai-responses': whole(responseOf([item])),
  'anthropic-messages': whole(anthropicMessage([toolUse('t1', 'logs.read', { service: 'web' })])),
};
const streams = {
  'openai-chat': [...toolCall(0, 'logs.read', args), finish('tool_calls'), done].join(''),
  'openai-responses': responsesSse([{ item, pieces: [args] }]),
  'anthropic-messages': messageSse([toolBlock('t1', 'logs.read', [args])]),
};
type Format = keyof typeof bodies;
const formats = Object.keys(bodies) as Format[];

function whole(body: object) {
  return { kind: 'answered' as const, status: 200, headers: {}, body: Buffer.from(JSON.stringify(body)) };
}

/** A tenant whose Settings say how much a denial tells. */
function tenant(denials: string | undefined, format: Format = 'openai-chat'): World {
  const offering = provider({ api: format === 'anthropic-messages' ? 'anthropic' : 'openai' });
  const world = new World('deny', [httpTool('logs.read')], [offering]);
  const settings = denials === undefined ? {} : { settings: { kind: 'Settings', denials } };
  world.rpc.on('rpc.policy.getRegistry', () => ({ ...registryOf([httpTool('logs.read')], [offering]), ...settings }));
  return world;
}

async function readWhole(world: World, format: Format): Promise<string> {
  world.provider = async () => answers[format];
  const answer = await answerModelCall(world.parts)(requestOf(format, bodies[format]));
  if (!answer.ok || 'stream' in answer) throw new Error('there is no whole answer');
  return answer.body.toString();
}

async function readStream(world: World, format: Format): Promise<string> {
  const source = new FedStream();
  world.streaming = async () => source;
  const answer = await answerModelCall(world.parts)(requestOf(format, { ...bodies[format], stream: true }));
  if (!('stream' in answer)) throw new Error('the answer is not streamed');
  source.feed(streams[format]);
  source.end();
  let text = '';
  for await (const frame of answer.stream.frames()) text += frame;
  return text;
}

const explained = /policy says deny|no_rule_allows|the rule/;

describe('a denied tool call in an answer', () => {
  it.each(formats)('is explained in %s unless the tenant says otherwise', async (format) => {
    for (const denials of [undefined, 'explain']) {
      expect(await readWhole(tenant(denials, format), format)).toMatch(explained);
      expect(await readStream(tenant(denials, format), format)).toMatch(explained);
    }
  });

  it.each(formats)('names only its kind in %s where the tenant wants that, streamed or not', async (format) => {
    for (const text of [
      await readWhole(tenant('kind-only', format), format),
      await readStream(tenant('kind-only', format), format),
    ]) {
      expect(text).toContain('A tool call was denied by policy and was not run. Call: call_');
      expect(text).not.toContain('dec_');
      expect(text).not.toMatch(explained);
      expect(text).not.toContain('logs.read');
    }
  });
});

describe('a tool call in an answer that policy was never asked about', () => {
  it('reads like a denied one where only the kind is named', async () => {
    const read = async (args: string) => {
      const world = tenant('kind-only');
      world.provider = async () => completion('', [{ name: 'logs.read', args }]);
      const answer = await answerModelCall(world.parts)(requestOf('openai-chat', prompt));
      if (!answer.ok || 'stream' in answer) throw new Error('there is no whole answer');
      const isAsked = world.bus.types().includes('ToolCallProposed');
      return { isAsked, text: answer.body.toString().replace(/call_[0-9a-f]{32}/g, 'call_') };
    };
    const [denied, unreadable] = [await read(args), await read('{"service":')];
    expect([denied.isAsked, unreadable.isAsked]).toEqual([true, false]);
    expect(unreadable.text).toBe(denied.text);
  });
});

describe('a denied executed call', () => {
  it('is explained unless the tenant says otherwise', async () => {
    expect(JSON.stringify(await propose(tenant(undefined)))).toMatch(explained);
  });

  it('names only its kind where the tenant wants that, on the record it says why', async () => {
    const world = tenant('kind-only');
    const told = await propose(world);
    expect(told).toMatchObject({ ok: true, value: { status: 'denied', outcome: { reasonCode: 'policy_denied' } } });
    expect(JSON.stringify(told)).not.toMatch(explained);
    expect(world.bus.find('ToolCallFailed').data.reasonCode).toBe('no_rule_allows');
  });
});

describe('a denied model call', () => {
  it.each([
    ['explain', 'denied_by_rule', 'Prompts stay here.'],
    ['kind-only', 'policy_denied', 'The model call was denied by policy and was not sent.'],
  ])('is told as %s', async (denials, reasonCode, message) => {
    const world = tenant(denials);
    const denial = { verdict: 'deny' as const, reasonCode: 'denied_by_rule', reasons: ['prompts stay here'] };
    world.modelPolicy = (decision) => ({ ...decision, ...denial, provider: null });
    const answer = await answerModelCall(world.parts)(requestOf('openai-chat', prompt));
    expect(answer).toMatchObject({ ok: false, status: 403, refusal: { reasonCode, message } });
    expect(world.asked).toEqual([]);
  });

  it('is told with what was found in its prompt, which is what an agent can mend', async () => {
    const world = tenant('explain');
    const denial = { verdict: 'deny' as const, reasonCode: 'no_matching_rule', reasons: ['no rule allows this'] };
    world.modelPolicy = (decision) => ({ ...decision, ...denial, provider: null });
    const content = 'pay with 4111 1111 1111 1111, write to ada@example.com';
    const asked = requestOf('openai-chat', { ...prompt, messages: [{ role: 'user', content }] });
    const message = 'No rule allows this. The request holds: card-number, personal.';
    expect(await answerModelCall(world.parts)(asked)).toMatchObject({ refusal: { message } });
  });
});
