import { createDataSource, migrate } from '@countersign/chassis';
import { budgetReservationExpired } from '@countersign/contracts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@countersign/local';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { prepareEvent, type PreparedEvent } from '@countersign/messaging';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import type { LimitedShare, Share } from '../src/domain/budget/reservation.js';
import { migrations } from '../src/storage/migrations/migrations.js';
import { PostgresBudgetStore } from '../src/storage/postgres-budget-store.js';

const cent = 10_000_000n;
const period = '2026-11';
const none = new Map<string, bigint>();

let dataDir: string;
let postgres: EmbeddedPostgres;
/** Replicas of the gateway, each with connections of its own. */
let sources: DataSource[];
let stores: PostgresBudgetStore[];
let calls = 0;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'countersign-budgets-'));
  postgres = await startEmbeddedPostgres({ dataDir });
  const { runtime, owner } = postgres.serviceDatabase('gateway');
  const parts = (url: string) => ({
    ...{ url, schema: 'gateway', entities: [], poolSize: 8 },
    migrations,
  });
  await migrate(parts(owner));
  sources = await Promise.all([1, 2, 3].map(() => createDataSource(parts(runtime))));
  stores = sources.map((source) => new PostgresBudgetStore(source));
});

afterAll(async () => {
  await Promise.all((sources ?? []).map((source) => source.destroy()));
  await postgres?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const share = (budget: string, limit: bigint, amount = cent): LimitedShare => ({
  ...{ budget, scope: 'all', period, currency: 'USD' },
  ...{ amount, limit, onExhausted: { action: 'refuse' } },
});
const store = (turn: number) => stores[turn % stores.length] as PostgresBudgetStore;

function expiredEvent(tenant: string, id: string): PreparedEvent {
  const shares = [{ budget: 'left', scope: 'all', period, currency: 'USD', amount: '0.01' }];
  const frame = { id: `expired_${id}`, tenant, subject: id, time: '2026-11-21T12:00:00.000Z' };
  const actor = { kind: 'service' as const, id: 'gateway' };
  return prepareEvent(budgetReservationExpired, { ...frame, actor, data: { modelCallId: id, shares } });
}

const mine = { tenant: 'acme', expiresAt: 9e12 };

async function reserve(turn: number, shares: readonly LimitedShare[], { tenant, expiresAt } = mine) {
  const callId = `mc_${++calls}`;
  const refused = await store(turn).reserve({ tenant, callId, expiresAt, shares });
  return { tenant, callId, refused };
}

async function state(budget: string, tenant = 'acme') {
  const [found] = await store(0).spending(tenant, [{ budget, period }]);
  return found && { spent: found.spent, reserved: found.reserved };
}

describe('a budget that many calls reserve from at once, over several connections', () => {
  it('lets exactly as many through as fit, and never a cent more', async () => {
    const limit = 37n * cent;
    const held = await Promise.all(Array.from({ length: 100 }, (_, turn) => reserve(turn, [share('exact', limit)])));
    expect(held.filter(({ refused }) => refused === null)).toHaveLength(37);
    expect(await state('exact')).toEqual({ spent: 0n, reserved: limit });
  });

  it('keeps its limit while others settle, release and expire', async () => {
    const limit = 20n * cent;
    const one = async (turn: number) => {
      const call = await reserve(turn, [share('busy', limit)]);
      if (call.refused) return 0n;
      const spent = [cent, cent / 3n, 0n][turn % 3] ?? 0n;
      await Promise.all([
        store(turn + 1).settle(call, new Map([['USD', spent]])),
        turn % 7 === 0 ? store(turn + 2).settle(call, new Map([['USD', spent]])) : undefined,
      ]);
      return spent;
    };
    const spent = await Promise.all(Array.from({ length: 100 }, (_, turn) => one(turn)));
    const total = spent.reduce((sum, amount) => sum + amount, 0n);
    expect(total <= limit).toBe(true);
    expect(await state('busy')).toEqual({ spent: total, reserved: 0n });
  });

  it('does not deadlock where calls hold several budgets, and holds all of them or none', async () => {
    const [a, b] = [share('first', 60n * cent), share('second', 40n * cent)];
    const held = await Promise.all(
      Array.from({ length: 100 }, async (_, turn) => {
        const call = await reserve(turn, turn % 2 ? [a, b] : [b, a]);
        if (call.refused === null && turn % 5 === 0) await store(turn).settle(call, new Map([['USD', cent]]));
        return call;
      }),
    );
    expect(held.filter(({ refused }) => refused === null)).toHaveLength(40);
    expect(held.find(({ refused }) => refused !== null)?.refused?.budget).toBe('second');
    const [first, second] = [await state('first'), await state('second')];
    expect(first).toEqual(second);
    expect((second?.spent ?? 0n) + (second?.reserved ?? 0n)).toBe(40n * cent);
  });
});

describe('a reservation', () => {
  it('is spent as it was reserved where nothing was counted, and only once', async () => {
    const call = await reserve(0, [share('worst', 5n * cent)]);
    await store(1).settle(call, none);
    await store(2).settle(call, new Map([['USD', 0n]]));
    expect(await state('worst')).toEqual({ spent: cent, reserved: 0n });
  });

  it('of nothing fits a spent budget', async () => {
    await reserve(0, [share('free', cent)]);
    expect((await reserve(1, [share('free', cent)])).refused).not.toBeNull();
    expect((await reserve(2, [share('free', cent, 0n)])).refused).toBeNull();
  });

  it('that nobody settled is found once it expires, whosever it is', async () => {
    const left = await reserve(0, [share('left', cent)], { tenant: 'beta', expiresAt: 1_000 });
    const { tenant, callId } = left;
    expect(await store(1).expired(2_000, 100)).toEqual([{ tenant, callId }]);
    const told: Share[][] = [];
    const expire = (turn: number) =>
      store(turn).expire(left, (shares) => (told.push(shares), expiredEvent(left.tenant, left.callId)));
    const both = await Promise.all([expire(0), expire(1)]);
    expect([both.filter(Boolean).length, told]).toEqual([
      1,
      [[expect.objectContaining({ budget: 'left', amount: cent })]],
    ]);
    expect(await state('left', 'beta')).toEqual({ spent: cent, reserved: 0n });
    expect(await store(1).expired(2_000, 100)).toEqual([]);
  });

  it('of one tenant is not seen by another', async () => {
    await reserve(0, [share('mine', cent)]);
    expect(await state('mine', 'beta')).toBeUndefined();
    const bare = `select count(*)::int as rows from gateway.budget_periods`;
    expect(await sources[0]?.query(bare)).toEqual([{ rows: 0 }]);
  });
});
