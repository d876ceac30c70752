import { describe, expect, it } from '@jest/globals';
import { provider, registryOf, httpTool } from '../../../test/parts/governance.js';
import { ask, completion, requestOf } from '../../../test/parts/model-requests.js';
import { openChat } from '../../../test/parts/streams.js';
import { World } from '../../../test/parts/world.js';
import { answerModelCall } from './answer-model-call.js';

const card = '4111 1111 1111 1111';
const key = 'AKIAIOSFODNN7EXAMPLE';
const said = (content: unknown) => ({ model: 'demo-model', messages: [{ role: 'user', content }] });

function world(redact?: string[]): World {
  const made = new World();
  made.provider = async () => completion('hello');
  if (redact) made.modelPolicy = (decision) => ({ ...decision, obligations: { redact } });
  return made;
}

const proposed = (one: World) => one.bus.find('ModelCallProposed').data;
const forwarded = (one: World) => one.asked[0]?.body.toString() ?? '';

/** The same sentence in every format, in each place that takes text. */
const bodies: [string, object][] = [
  ['openai-chat', said(`pay with ${card}`)],
  ['openai-chat', said([{ type: 'text', text: `pay with ${card}` }])],
  ['openai-chat', { ...said('hi'), tools: [{ type: 'function', function: { name: 't', description: card } }] }],
  ['openai-chat', { ...said('hi'), some_future_member: { note: [card] } }],
  ['openai-responses', { model: 'demo-model', input: `pay with ${card}` }],
  ['openai-responses', { model: 'demo-model', instructions: card, input: 'hi' }],
  ['openai-embeddings', { model: 'demo-model', input: ['hi', `pay with ${card}`] }],
  ['anthropic-messages', { ...said(`pay with ${card}`), max_tokens: 9 }],
  ['anthropic-messages', { ...said('hi'), system: [{ type: 'text', text: card }], max_tokens: 9 }],
  ['anthropic-count-tokens', said(`pay with ${card}`)],
];

describe('what a request holds', () => {
  it.each(bodies)('is counted and located for policy in %s, and told nowhere: %j', async (format, body) => {
    const api = format.startsWith('anthropic') ? ('anthropic' as const) : ('openai' as const);
    const made = new World('allow', [], [provider({ api })]);
    made.provider = async () => completion('hello');
    await answerModelCall(made.parts)(requestOf(format, body));
    expect(proposed(made).dataCategories).toEqual({ 'card-number': 1 });
    const places: unknown = JSON.parse(made.bus.payload('ModelCallProposed', 'findings') ?? '[]');
    expect(places).toEqual([
      {
        category: 'card-number',
        detector: 'payment-card',
        pointer: expect.any(String),
        start: expect.any(Number),
        end: expect.any(Number),
      },
    ]);
    // The whole number: random ids and digests hold any few digits now and then.
    expect(made.bus.messages.join()).not.toMatch(/4111.?1111.?1111.?1111/);
  });

  it('is told apart where the result of a tool brought it', async () => {
    const made = world();
    const call = { id: 'tc_1', type: 'function', function: { name: 'logs.read', arguments: '{}' } };
    await ask(made, {
      model: 'demo-model',
      messages: [
        { role: 'user', content: `my key is ${key}` },
        { role: 'assistant', content: null, tool_calls: [call] },
        { role: 'tool', tool_call_id: 'tc_1', content: `{"card":"${card}"}` },
      ],
    });
    expect(proposed(made)).toMatchObject({
      dataCategories: { secret: 1, 'card-number': 1 },
      toolResultCategories: { 'card-number': 1 },
    });
  });

  it.each([
    ['an image', said([{ type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } }]), 'openai-chat'],
    [
      'a file',
      { model: 'demo-model', input: [{ role: 'user', content: [{ type: 'input_file', file_id: 'f' }] }] },
      'openai-responses',
    ],
  ])('counts %s as what cannot be looked into', async (_, body, format) => {
    const made = world();
    await answerModelCall(made.parts)(requestOf(format, body));
    expect(proposed(made).dataCategories).toEqual({ unscannable: 1 });
  });

  it("is looked through with the tenant's own patterns too", async () => {
    const made = world();
    const detectors = [{ name: 'badge', category: 'employee-number', pattern: '\\bEMP-[0-9]{6}\\b' }];
    const settings = { kind: 'Settings', detectors };
    made.rpc.on('rpc.policy.getRegistry', () => ({ ...registryOf([httpTool('logs.read')], [provider()]), settings }));
    await ask(made, said('badge EMP-123456'));
    expect(proposed(made).dataCategories).toEqual({ 'employee-number': 1 });
  });

  it('costs nothing on the record when there is nothing', async () => {
    const made = world();
    await ask(made, said('hi'));
    expect(proposed(made).dataCategories).toEqual({});
    expect(made.bus.payload('ModelCallProposed', 'findings')).toBeUndefined();
  });
});

describe('a redaction that policy obliges to', () => {
  it('replaces the finds of the named categories in what leaves, and says so on the record', async () => {
    const made = world(['card-number']);
    const answer = await ask(made, said(`pay ${card} and write to ann@corp.example, once more: ${card}`));
    expect(answer.ok).toBe(true);
    expect(forwarded(made)).toBe(
      JSON.stringify(said('pay [card-number] and write to ann@corp.example, once more: [card-number]')),
    );
    expect(made.bus.find('ModelCallCompleted').data.redactedCategories).toEqual(['card-number']);
  });

  it('holds for streams as well', async () => {
    const made = world(['secret']);
    const { source, reading } = await openChat(made, undefined, said(`use ${key}`));
    source.end();
    await reading;
    expect(forwarded(made)).toContain('use [secret]');
    expect(made.bus.find('ModelCallStarted').data.redactedCategories).toEqual(['secret']);
  });

  it('leaves the very bytes of the agent where there is nothing to redact', async () => {
    const made = world(['secret']);
    const body = said(`pay with ${card}`);
    await ask(made, body);
    expect(forwarded(made)).toBe(JSON.stringify(body));
    expect(made.bus.find('ModelCallCompleted').data.redactedCategories).toBeUndefined();
  });

  it.each([
    ['a place', ['/messages'], said('hi')],
    ['what cannot be looked into', ['unscannable'], said('hi')],
    ['the name of a member', ['card-number'], { ...said('hi'), metadata: { [card]: 'x' } }],
    ['text beyond the limits', ['secret'], said('x'.repeat(4_200_000))],
  ])('refuses the call when it cannot be kept: %s', async (_, redact, body) => {
    const made = world(redact);
    expect(await ask(made, body)).toMatchObject({ ok: false, refusal: { reasonCode: 'obligation_unsupported' } });
    expect(made.asked).toEqual([]);
    expect(made.bus.messages.join()).not.toContain(card);
  });
});
