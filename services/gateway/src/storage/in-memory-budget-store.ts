import type { PreparedEvent } from '@countersign/messaging';
import type { LimitedShare, Share } from '../domain/budget/reservation.js';
import type { BudgetRequest, BudgetStore, CallOfTenant, PeriodSpending } from '../handlers/ports/budget-store.js';

const placeOf = (tenant: string, { budget, scope, period, currency }: Omit<Share, 'amount'>) =>
  [tenant, budget, scope, period, currency].join(' ');

interface Held {
  call: CallOfTenant;
  expiresAt: number;
  shares: readonly LimitedShare[];
}

/** The twin of `PostgresBudgetStore`; each method is one step that nothing comes between. */
export class InMemoryBudgetStore implements BudgetStore {
  private readonly periods = new Map<string, PeriodSpending & { tenant: string }>();
  private readonly held = new Map<string, Held>();

  async reserve({ tenant, callId, expiresAt, shares }: BudgetRequest): Promise<LimitedShare | null> {
    for (const share of shares) {
      const { spent, reserved } = this.periodOf(tenant, share);
      if (share.amount > 0n && spent + reserved + share.amount > share.limit) return share;
    }
    for (const share of shares) this.periodOf(tenant, share).reserved += share.amount;
    this.held.set(`${tenant} ${callId}`, { call: { tenant, callId }, expiresAt, shares });
    return null;
  }

  async settle({ tenant, callId }: CallOfTenant, spent: ReadonlyMap<string, bigint>): Promise<void> {
    const held = this.held.get(`${tenant} ${callId}`);
    this.held.delete(`${tenant} ${callId}`);
    for (const share of held?.shares ?? []) {
      const period = this.periodOf(tenant, share);
      period.reserved -= share.amount;
      period.spent += spent.get(share.currency) ?? share.amount;
    }
  }

  async expire(call: CallOfTenant, eventOf: (shares: Share[]) => PreparedEvent): Promise<PreparedEvent | null> {
    const held = this.held.get(`${call.tenant} ${call.callId}`);
    await this.settle(call, new Map());
    return held ? eventOf([...held.shares]) : null;
  }

  async expired(now: number, limit: number): Promise<CallOfTenant[]> {
    const over = [...this.held.values()].filter(({ expiresAt }) => expiresAt <= now);
    return over.slice(0, limit).map(({ call }) => call);
  }

  async spending(tenant: string, wanted: readonly { budget: string; period: string }[]): Promise<PeriodSpending[]> {
    const isWanted = (one: PeriodSpending) =>
      wanted.some(({ budget, period }) => one.budget === budget && one.period === period);
    const mine = [...this.periods.values()].filter((one) => one.tenant === tenant && isWanted(one));
    return mine.map(({ tenant: _, ...period }) => period);
  }

  private periodOf(tenant: string, share: Omit<Share, 'amount'>): PeriodSpending {
    const { budget, scope, period, currency } = share;
    const place = placeOf(tenant, share);
    const known = this.periods.get(place) ?? { tenant, budget, scope, period, currency, spent: 0n, reserved: 0n };
    this.periods.set(place, known);
    return known;
  }
}
