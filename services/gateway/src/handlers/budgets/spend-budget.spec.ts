import type { ProviderDocument } from '@countersign/contracts';
import { describe, expect, it } from '@jest/globals';
import { httpTool, provider, registryOf } from '../../../test/parts/governance.js';
import { ask, completion, prompt, refusal } from '../../../test/parts/model-requests.js';
import { done, finish, openChat, text, usage } from '../../../test/parts/streams.js';
import { World } from '../../../test/parts/world.js';
import { amountOf } from '../../domain/budget/money.js';
import { expireReservations } from './expire-reservations.js';

const price = (inputPerMillion: string, outputPerMillion: string) => [
  { since: '2026-01-01', currency: 'USD', inputPerMillion, outputPerMillion },
];
const models = [
  { name: 'demo-model', maxOutputTokens: 1000, prices: price('1000', '2000') },
  { name: 'local-model', maxOutputTokens: 1000, prices: price('0', '0') },
];
const budget = (more: object = {}) => ({
  ...{ kind: 'Budget', name: 'team', agents: ['*'], currency: 'USD', limit: '3', period: 'month' },
  ...more,
});

/** One worst case is 2 for the answer and some cents for the question: the limit of 3 fits one at a time. */
function worldWith(budgets: object[], offered: ProviderDocument[] = [provider({ models })]): World {
  const world = new World('allow', [], offered);
  world.rpc.on('rpc.policy.getRegistry', () => ({ ...registryOf([httpTool('logs.read')], offered), budgets }));
  world.provider = async () => completion('hello');
  return world;
}

const spending = async (world: World) => {
  const [one] = await world.budgets.spending('acme', [{ budget: 'team', period: '2026-11' }]);
  return one && { spent: one.spent, reserved: one.reserved };
};
/** 7 tokens read and 5 produced. */
const counted = 17_000_000n;

describe('a model call under a budget', () => {
  it('holds the most it can cost while it runs, which is on the record, and is settled by what was counted', async () => {
    const world = worldWith([budget()]);
    const held: unknown[] = [];
    world.provider = async () => (held.push(await spending(world)), completion('hello'));
    expect(await ask(world)).toMatchObject({ ok: true });
    const [reserved] = world.bus.find('ModelCallProposed').data.reserved ?? [];
    expect(reserved).toMatchObject({ budget: 'team', scope: 'all', period: '2026-11', currency: 'USD' });
    expect(held).toEqual([{ spent: 0n, reserved: BigInt(Math.round(Number(reserved?.amount) * 1e9)) }]);
    expect(await spending(world)).toEqual({ spent: counted, reserved: 0n });
    expect(world.bus.find('ModelCallCompleted').data.cost).toEqual({ currency: 'USD', amount: '0.017' });
  });

  it('is refused with 402 while another one holds the rest, and passes after that is settled', async () => {
    const world = worldWith([budget()]);
    let answer = (): void => undefined;
    world.provider = () => new Promise((resolve) => (answer = () => resolve(completion('hello'))));
    const first = ask(world);
    await world.time.pass(0);
    const second = await ask(world);
    expect(second).toMatchObject({ ok: false, refusal: { reasonCode: 'budget_exceeded' } });
    expect(second.ok || second.governed).toBeUndefined();
    answer();
    await first;
    world.provider = async () => completion('hello');
    expect(await ask(world)).toMatchObject({ ok: true });
    expect(world.asked).toHaveLength(2);
  });

  it.each([
    ['denies it', (world: World) => void (world.modelPolicy = (one) => ({ ...one, verdict: 'deny', provider: null }))],
    ['says nothing', (world: World) => void (world.modelPolicy = () => null)],
  ])('holds nothing any more once policy %s', async (_, prepare) => {
    const world = worldWith([budget()]);
    prepare(world);
    const asked = ask(world);
    await world.time.pass(6_000);
    expect((await asked).ok).toBe(false);
    expect(await spending(world)).toEqual({ spent: 0n, reserved: 0n });
  });

  it('costs nothing when the provider refuses it', async () => {
    const world = worldWith([budget()]);
    world.provider = async () => refusal(400, 'no such parameter');
    await ask(world);
    expect(await spending(world)).toEqual({ spent: 0n, reserved: 0n });
  });

  it('costs the most it could when the provider breaks off, and says so', async () => {
    const world = worldWith([budget()]);
    world.provider = async () => ({ kind: 'failed', reasonCode: 'provider_timeout', sent: true });
    await ask(world);
    const { cost } = world.bus.find('ModelCallFailed').data;
    expect(cost).toMatchObject({ currency: 'USD', basis: 'reserved' });
    expect(await spending(world)).toEqual({ spent: BigInt(Math.round(Number(cost?.amount) * 1e9)), reserved: 0n });
  });

  it('is settled by the counts of a stream that ends, and as reserved for one that is cut off', async () => {
    const world = worldWith([budget({ limit: '10' })]);
    const whole = await openChat(world);
    whole.source.feed(text('Hello'), finish('stop'), usage, done);
    await whole.reading;
    expect(await spending(world)).toEqual({ spent: counted, reserved: 0n });
    const cut = await openChat(world);
    cut.source.feed(text('Hel'));
    cut.source.end();
    await cut.reading;
    expect((await spending(world))?.spent).toBeGreaterThan(2_000_000_000n);
  });

  it('goes to the model that a spent budget names instead, which policy decides too', async () => {
    const world = worldWith([budget({ limit: '1', onExhausted: { action: 'fallback', model: 'local-model' } })]);
    expect(await ask(world)).toMatchObject({ ok: true });
    expect(world.bus.find('ModelCallProposed').data).toMatchObject({
      model: 'local-model',
      instead: { of: 'demo-model', budget: 'team' },
    });
    expect(JSON.parse(world.asked[0]?.body.toString() ?? '')).toEqual({ ...prompt, model: 'local-model' });
  });

  it.each([
    ['price_unknown', [provider({ models: [{ name: 'demo-model', maxOutputTokens: 9, prices: [] }] })]],
    ['cost_unbounded', [provider({ models: [{ name: 'demo-model', prices: price('1', '1') }] })]],
  ])('is not sent when its cost cannot be known: %s', async (reasonCode, offered) => {
    const world = worldWith([budget()], offered);
    expect(await ask(world)).toMatchObject({ ok: false, refusal: { reasonCode } });
    expect([...world.asked, ...world.bus.events]).toEqual([]);
  });

  it('is not sent when a budget cannot be read or reached', async () => {
    const unreadable = worldWith([{ kind: 'Budget', name: 'team', limit: 'much' }]);
    expect(await ask(unreadable)).toMatchObject({ ok: false, refusal: { reasonCode: 'budget_unreadable' } });
    const away = worldWith([budget()]);
    away.budgets.reserve = () => Promise.reject(new Error('no database'));
    expect(await ask(away)).toMatchObject({ ok: false, refusal: { reasonCode: 'storage_unavailable' } });
    expect(away.asked).toEqual([]);
  });

  it('that nobody settles is spent as reserved once it expires', async () => {
    const world = worldWith([budget()]);
    world.budgets.settle = () => Promise.reject(new Error('the process is gone'));
    await ask(world);
    const reserved = (await spending(world))?.reserved;
    Reflect.deleteProperty(world.budgets, 'settle');
    await world.time.pass(3_600_000);
    await expireReservations(world.parts)();
    expect(await spending(world)).toEqual({ spent: reserved, reserved: 0n });
    const told = world.bus.find('BudgetReservationExpired');
    expect(told.data.modelCallId).toBe(world.bus.find('ModelCallProposed').subject);
    expect(told.data.shares).toMatchObject([{ scope: 'all', currency: 'USD', amount: amountOf(reserved ?? 0n) }]);
    await expireReservations(world.parts)();
    expect(world.bus.types().filter((type) => type === 'BudgetReservationExpired')).toHaveLength(1);
  });

  it('asks the store for nothing when no budget covers it', async () => {
    const world = worldWith([budget({ agents: ['somebody-else'] })]);
    world.budgets.reserve = () => Promise.reject(new Error('must not be asked'));
    world.budgets.settle = () => Promise.reject(new Error('must not be asked'));
    expect(await ask(world)).toMatchObject({ ok: true });
    expect(world.reported).toEqual([]);
  });
});
