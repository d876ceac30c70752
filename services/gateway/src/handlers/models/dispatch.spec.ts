import { describe, expect, it } from '@jest/globals';
import { httpTool, provider } from '../../../test/parts/governance.js';
import { ask, completion, prompt, refusal, requestOf } from '../../../test/parts/model-requests.js';
import { done, finish, openChat, text } from '../../../test/parts/streams.js';
import { World } from '../../../test/parts/world.js';
import type { ProviderAnswer } from '../../domain/provider/provider-answer.js';
import { answerModelCall } from './answer-model-call.js';

const names = ['east', 'west', 'south'];
const address = (name: string) => `https://${name}.models.example/v1`;

/** A world with three providers of one model, all allowed in this order. */
function threeProviders(changes: Parameters<typeof provider>[0] = {}): World {
  const providers = names.map((name) => provider({ name, baseUrl: address(name), ...changes }));
  const world = new World('allow', [httpTool('logs.read')], providers);
  world.modelPolicy = (decision) => ({ ...decision, provider: 'east', providers: [...names] });
  return world;
}

/** What each provider answers, one after the other; the last again and again. */
function answers(world: World, byName: Record<string, ProviderAnswer[]>): void {
  world.provider = async ({ provider: { name } }) => {
    const left = byName[name] ?? [];
    return (left.length > 1 ? left.shift() : left[0]) ?? completion('from somewhere');
  };
}

async function outcome(world: World) {
  const asked = ask(world);
  await world.time.pass(10_000);
  return { answer: await asked, route: world.asked.map((request) => request.provider.name) };
}

const unreachable: ProviderAnswer = { kind: 'failed', reasonCode: 'provider_unreachable', sent: false };
const timedOut: ProviderAnswer = { kind: 'failed', reasonCode: 'provider_timeout', sent: true };
const busy = (retryAfter?: string) => refusal(429, 'slow down', retryAfter ? { 'retry-after': retryAfter } : {});

describe('a model call whose first provider fails', () => {
  it.each([
    ['cannot be reached', unreachable, 'provider_unreachable'],
    ['is overloaded', refusal(529, 'overloaded'), 'provider_error'],
    ['limits the rate', busy('60'), 'provider_rate_limited'],
    ['does not accept the key', refusal(403, 'no'), 'provider_auth_failed'],
  ])('goes to the next one that policy allows when it %s', async (_, failure, reasonCode) => {
    const world = threeProviders();
    answers(world, { east: [failure] });
    const { answer, route } = await outcome(world);
    expect([answer.ok, route]).toEqual([true, ['east', 'west']]);
    expect(world.bus.find('ModelCallCompleted').data).toMatchObject({
      provider: 'west',
      attempts: [{ provider: 'east', reasonCode }],
    });
  });

  it('goes on after a time limit where the operator wants that, and never back to the one that was too slow', async () => {
    const world = threeProviders({ onTimeout: 'fallback' });
    answers(world, { east: [timedOut], west: [busy('1'), completion('from west')], south: [refusal(503, 'no')] });
    const { answer, route } = await outcome(world);
    expect([answer.ok, route]).toEqual([true, ['east', 'west', 'south', 'west']]);
    const attempts = expect.arrayContaining([{ provider: 'east', reasonCode: 'provider_timeout' }]);
    expect(world.bus.find('ModelCallCompleted').data).toMatchObject({ provider: 'west', attempts });
  });

  it('is not sent again when the provider may have worked on it', async () => {
    const world = threeProviders();
    answers(world, { east: [timedOut] });
    const { answer, route } = await outcome(world);
    expect(answer).toMatchObject({ ok: false, status: 504 });
    expect(route).toEqual(['east']);
  });

  it('is not sent again when the fault is the request itself', async () => {
    const world = threeProviders();
    answers(world, { east: [refusal(400, 'no such parameter')] });
    expect((await outcome(world)).route).toEqual(['east']);
  });

  it('goes round once more after a moment when all fail, and is then given up', async () => {
    const world = threeProviders();
    answers(world, { east: [unreachable], west: [refusal(503, 'down')], south: [busy('1'), completion('hello')] });
    const { answer, route } = await outcome(world);
    expect([answer.ok, route]).toEqual([true, [...names, ...names]]);
    answers(world, { east: [unreachable], west: [unreachable], south: [unreachable] });
    world.asked.length = 0;
    const second = await outcome(world);
    expect([second.answer.ok, second.route]).toEqual([false, [...names, ...names]]);
    expect(world.bus.find('ModelCallFailed').data.attempts).toHaveLength(6);
  });

  it('leaves a longer wait to the agent', async () => {
    const world = threeProviders();
    answers(world, { east: [busy('30')], west: [busy('30')], south: [busy('30')] });
    const { answer, route } = await outcome(world);
    expect(answer).toMatchObject({ ok: false, status: 429, retryAfter: '30' });
    expect(route).toEqual(names);
  });

  it('goes to no provider that policy does not name', async () => {
    const world = threeProviders();
    world.modelPolicy = (decision) => ({ ...decision, provider: 'west' });
    answers(world, { west: [refusal(401, 'no')] });
    expect((await outcome(world)).route).toEqual(['west']);
  });
});

describe('a provider that keeps failing', () => {
  const failing = async (world: World) => {
    answers(world, { east: [timedOut] });
    world.modelPolicy = (decision) => ({ ...decision, provider: 'east' });
    for (let call = 0; call < 5; call++) await ask(world);
    world.asked.length = 0;
  };

  it('is passed over, which is on the record, and probed by one call after a while', async () => {
    const world = threeProviders();
    await failing(world);
    world.modelPolicy = (decision) => ({ ...decision, provider: 'east', providers: [...names] });
    await ask(world);
    expect(world.asked.map((request) => request.provider.name)).toEqual(['west']);
    expect(world.bus.find('ModelCallCompleted').data.attempts).toEqual([
      { provider: 'east', reasonCode: 'provider_circuit_open' },
    ]);
    await world.time.pass(10_000);
    answers(world, { east: [completion('back')] });
    world.asked.length = 0;
    await Promise.all([ask(world), ask(world)]);
    await ask(world);
    expect(world.asked.map((request) => request.provider.name).sort()).toEqual(['east', 'east', 'west']);
  });

  it('is not asked at all when it is the only one; the agent is told when to come back', async () => {
    const world = threeProviders();
    await failing(world);
    const answer = await ask(world);
    expect(answer).toMatchObject({ ok: false, retryAfter: '10', refusal: { reasonCode: 'provider_unavailable' } });
    expect(world.asked).toEqual([]);
  });
});

describe('a streamed model call', () => {
  it('goes to the next provider while no answer has begun', async () => {
    const world = threeProviders();
    const { source, reading } = await openChat(world, (name) => (name === 'east' ? unreachable : null));
    source.feed(text('Hello'), finish('stop'), done);
    await reading;
    expect(world.bus.find('ModelCallStarted').data).toMatchObject({ provider: 'east', otherwise: ['west', 'south'] });
    expect(world.bus.find('ModelCallCompleted').data).toMatchObject({ provider: 'west' });
  });

  it('is never sent again once its answer has begun', async () => {
    const world = threeProviders();
    const { source, got, reading } = await openChat(world);
    source.feed(text('Hel'));
    source.end();
    await reading;
    expect(got.at(-1)).toContain('provider_stream_broken');
    expect(world.asked).toHaveLength(1);
  });

  it('is told as a whole when every provider refuses', async () => {
    const world = threeProviders();
    answers(world, { east: [refusal(401, 'no')], west: [refusal(401, 'no')], south: [refusal(401, 'no')] });
    const answer = await answerModelCall(world.parts)(requestOf('openai-chat', { ...prompt, stream: true }));
    expect(answer).toMatchObject({ ok: false, status: 502, refusal: { reasonCode: 'provider_auth_failed' } });
  });
});
