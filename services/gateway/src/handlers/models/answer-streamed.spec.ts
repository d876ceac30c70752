import { describe, expect, it } from '@jest/globals';
import { requestOf, prompt, refusal } from '../../../test/parts/model-requests.js';
import { granted } from '../../../test/parts/requests.js';
import { done, finish, openChat, text, toolCall, usage } from '../../../test/parts/streams.js';
import { settled } from '../../../test/parts/virtual-time.js';
import { World } from '../../../test/parts/world.js';
import { keys } from '../../../test/parts/keys.js';
import { decisionOn } from '../../../test/parts/fake-policy.js';
import { useGrant } from '../calls/use-grant.js';
import { answerModelCall } from './answer-model-call.js';

const logs = toolCall(0, 'logs.read', '{"service":"web"}');

describe('a streamed answer', () => {
  it('passes text as it comes, once decision and dispatch are on the record', async () => {
    const world = new World();
    const { source, got } = await openChat(world);
    expect(world.bus.types()).toEqual(['ModelCallProposed', 'ModelCallStarted']);
    source.feed(text('Hel'));
    await settled();
    expect(got.join('')).toBe(text('Hel'));
  });

  it('ends once its end is on the record, with the counts that the agent did not ask for', async () => {
    const world = new World();
    const { source, got, reading } = await openChat(world);
    source.feed(text('Hello'), finish('stop'), usage, done);
    await reading;
    expect(got.at(-1)).toBe(done);
    expect(got.join('')).not.toContain('prompt_tokens');
    expect(JSON.parse(world.asked[0]?.body.toString() ?? '')).toMatchObject({
      stream_options: { include_usage: true },
    });
    expect(world.bus.find('ModelCallCompleted').data).toMatchObject({ usage: { inputTokens: 7, outputTokens: 5 } });
  });

  it('does not hold its text back when the end comes in the same piece', async () => {
    const world = new World();
    const { source, got, reading } = await openChat(world);
    world.bus.failing.add('ModelCallCompleted');
    source.feed([text('Hello'), finish('stop'), done].join(''));
    await reading;
    expect(got[0]).toContain('Hello');
    expect(got.at(-1)).toContain('record_unavailable');
  });

  it('does not start while the record cannot be written', async () => {
    const world = new World();
    world.bus.failing.add('ModelCallStarted');
    await expect(openChat(world)).rejects.toThrow('record_unavailable');
  });

  it('ends with an error when its end cannot be put on the record', async () => {
    const world = new World();
    const { source, got, reading } = await openChat(world);
    world.bus.failing.add('ModelCallCompleted');
    source.feed(text('Hello'), finish('stop'), done);
    await reading;
    expect(got.at(-1)).toContain('record_unavailable');
    expect(got.join('')).not.toContain('[DONE]');
  });

  it('is refused as a whole when the provider refuses', async () => {
    const world = new World();
    world.provider = async () => refusal(429, 'slow down', { 'retry-after': '3' });
    const answer = await answerModelCall(world.parts)(requestOf('openai-chat', { ...prompt, stream: true }));
    expect(answer).toMatchObject({ ok: false, status: 429, retryAfter: '3' });
  });
});

describe('a tool call in a streamed answer', () => {
  it('is held back until it is whole and decided, then passes with its release on the record', async () => {
    const world = new World();
    world.policy = () => null;
    const { source, got, reading } = await openChat(world);
    source.feed(text('Let me see.'), ...logs, finish('tool_calls'), done);
    await settled();
    expect(got.join('')).toBe(text('Let me see.'));
    const { callId, tool, argumentsDigest } = world.bus.find('ToolCallProposed').data;
    const asked = { callId, tool, argumentsDigest, tenant: 'acme', agent: 'triage', run: 'run_1' };
    world.parts.decisions.arrive(callId, keys.sign(decisionOn(asked, 'allow')));
    await reading;
    expect(got.join('')).toContain('logs.read');
    expect(world.bus.types().indexOf('ToolCallReleased')).toBeLessThan(world.bus.types().indexOf('ModelCallCompleted'));
    expect(world.bus.find('ModelCallCompleted').data.callIds).toEqual([callId]);
  });

  it('leaves no byte of its arguments in the answer when it is denied, and none of its sibling missing', async () => {
    const world = new World();
    world.policy = (asked) => decisionOn(asked, asked.tool === 'logs.read' ? 'allow' : 'deny');
    const { source, got, reading } = await openChat(world);
    source.feed(...logs, ...toolCall(1, 'shell.exec', '{"command":"rm -rf /"}'), finish('tool_calls'), done);
    await reading;
    expect(got.join('')).not.toMatch(/rm -rf/);
    expect(got.join('')).toContain('"arguments":"{\\"service\\":\\"web\\"}"');
    expect(got.join('')).toMatch(/denied by policy/);
  });

  it('keeps the connection alive while people decide, and passes when they grant it', async () => {
    const world = new World('hold');
    const { source, got, reading } = await openChat(world);
    source.feed(...logs, finish('tool_calls'), done);
    await world.time.pass(12_000);
    expect(got).toEqual([': keep-alive\n\n']);
    await useGrant(world.parts)(granted(world, await world.call(world.bus.find('ToolCallHeld').data.callId)));
    await reading;
    expect(got.join('')).toContain('logs.read');
    expect(world.bus.find('ToolCallReleased').data.grantId).toBeDefined();
  });

  it('ends the answer with an error when it cannot be decided', async () => {
    const world = new World();
    world.policy = () => null;
    const { source, got, reading } = await openChat(world);
    source.feed(...logs, finish('tool_calls'), done);
    await world.time.pass(5_000);
    await reading;
    expect(got.at(-1)).toContain('policy_unavailable');
    expect(got.join('')).not.toContain('service');
    expect(source.closed).toBe(true);
  });

  it('executes nothing and is told as broken when the provider breaks off in the middle of it', async () => {
    const world = new World();
    const { source, got, reading } = await openChat(world);
    source.feed(text('Let me'), logs[0] ?? '', logs[1] ?? '');
    source.end();
    await reading;
    expect(got.at(-1)).toContain('provider_stream_broken');
    expect(world.bus.types()).not.toContain('ToolCallProposed');
    expect(world.bus.find('ModelCallFailed').data).toMatchObject({
      reasonCode: 'provider_stream_broken',
      dispatched: true,
    });
  });

  it('is not released when the agent is gone by the time it is allowed', async () => {
    const world = new World();
    world.policy = () => null;
    const { source, reading, stream } = await openChat(world);
    source.feed(...logs, finish('tool_calls'), done);
    await settled();
    stream.cancel();
    await reading;
    const { callId, tool, argumentsDigest } = world.bus.find('ToolCallProposed').data;
    const asked = { callId, tool, argumentsDigest, tenant: 'acme', agent: 'triage', run: 'run_1' };
    world.parts.decisions.arrive(callId, keys.sign(decisionOn(asked, 'allow')));
    await settled();
    expect(world.bus.types()).not.toContain('ToolCallReleased');
    expect(world.bus.find('ToolCallFailed').data.reasonCode).toBe('client_disconnected');
    expect(world.bus.find('ModelCallFailed').data.reasonCode).toBe('client_disconnected');
    expect(source.closed).toBe(true);
  });
});
