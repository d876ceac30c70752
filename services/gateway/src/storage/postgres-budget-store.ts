import { addToOutbox, everyTenant, tenantTransaction } from '@countersign/chassis';
import type { PreparedEvent } from '@countersign/messaging';
import type { DataSource } from 'typeorm';
import type { LimitedShare, Share } from '../domain/budget/reservation.js';
import type { BudgetRequest, BudgetStore, CallOfTenant, PeriodSpending } from '../handlers/ports/budget-store.js';

const selectSpending = `select budget, scope, period, currency, spent::text, reserved::text from gateway.budget_periods
  where (budget, period) in
    (select w.budget, w.period from jsonb_to_recordset($1::jsonb) as w(budget text, period text))
  order by budget, spent desc, scope limit 1000`;

const selectExpired = `select distinct tenant, call_id as "callId" from gateway.budget_reservations
  where expires_at <= to_timestamp($1::double precision / 1000) limit $2`;

type ToldShare = Omit<Share, 'amount'> & { amount: string };

/** Budgets in Postgres. Reserving and settling are one statement each, on rows that are locked while they are looked at. */
export class PostgresBudgetStore implements BudgetStore {
  constructor(private readonly source: DataSource) {}

  async reserve({ tenant, callId, expiresAt, shares }: BudgetRequest): Promise<LimitedShare | null> {
    const told = shares.map(({ amount, limit, budget, scope, period, currency }, place) => {
      return { place, budget, scope, period, currency, amount: amount.toString(), most: limit.toString() };
    });
    const parameters = [JSON.stringify({ tenant, callId, expiresAt, shares: told })];
    const sql = 'select gateway.reserve_budgets($1) as refused';
    const [row] = await this.source.query<{ refused: number | null }[]>(sql, parameters);
    const refused = row?.refused ?? null;
    return refused === null ? null : (shares[refused] as LimitedShare);
  }

  async settle({ tenant, callId }: CallOfTenant, spent: ReadonlyMap<string, bigint>): Promise<void> {
    const amounts = Object.fromEntries([...spent].map(([currency, amount]) => [currency, amount.toString()]));
    const parameters = [JSON.stringify({ tenant, callId, spent: amounts })];
    await this.source.query('select gateway.settle_budgets($1)', parameters);
  }

  expire({ tenant, callId }: CallOfTenant, eventOf: (shares: Share[]) => PreparedEvent): Promise<PreparedEvent | null> {
    const parameters = [JSON.stringify({ tenant, callId })];
    return tenantTransaction(this.source, tenant, async (manager) => {
      const [row] = await manager.query<{ shares: ToldShare[] | null }[]>(
        'select gateway.expire_budgets($1) as shares',
        parameters,
      );
      if (!row?.shares) return null;
      const event = eventOf(row.shares.map((share) => ({ ...share, amount: BigInt(share.amount) })));
      await addToOutbox(manager, 'gateway', [event]);
      return event;
    });
  }

  expired(now: number, limit: number): Promise<CallOfTenant[]> {
    return tenantTransaction(this.source, everyTenant, (manager) =>
      manager.query<CallOfTenant[]>(selectExpired, [now, limit]),
    );
  }

  spending(tenant: string, periods: readonly { budget: string; period: string }[]): Promise<PeriodSpending[]> {
    return tenantTransaction(this.source, tenant, async (manager) => {
      const rows = await manager.query<(Omit<PeriodSpending, 'spent' | 'reserved'> & Record<string, string>)[]>(
        selectSpending,
        [JSON.stringify(periods)],
      );
      return rows.map((row) => ({ ...row, spent: BigInt(row['spent'] ?? 0), reserved: BigInt(row['reserved'] ?? 0) }));
    });
  }
}
