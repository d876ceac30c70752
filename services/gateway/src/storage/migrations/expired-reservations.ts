import type { MigrationInterface, QueryRunner } from 'typeorm';

/** As `settle_budgets`, in the same order of locks, for what nobody settled: all of it is spent, and told. Null: somebody did. */
const expire = `
create function gateway.expire_budgets(p jsonb) returns jsonb language plpgsql as $$
declare shares jsonb;
begin
  perform set_config('app.tenant', p->>'tenant', true);
  perform 1 from gateway.budget_periods b
    where b.tenant = p->>'tenant' and (b.budget, b.scope, b.period, b.currency) in
      (select r.budget, r.scope, r.period, r.currency from gateway.budget_reservations r
        where r.tenant = p->>'tenant' and r.call_id = p->>'callId')
    order by b.budget, b.scope, b.period, b.currency for update;
  with expired as (
    delete from gateway.budget_reservations where tenant = p->>'tenant' and call_id = p->>'callId' returning *),
  spent as (
    update gateway.budget_periods b set reserved = b.reserved - e.amount, spent = b.spent + e.amount
      from expired e
      where b.tenant = e.tenant and b.budget = e.budget and b.scope = e.scope and b.period = e.period
        and b.currency = e.currency)
  select jsonb_agg(jsonb_build_object('budget', budget, 'scope', scope, 'period', period, 'currency', currency,
      'amount', amount::text) order by budget, scope, period, currency) into shares from expired;
  return shares;
end $$`;

export class ExpiredReservations1763783000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(expire);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function gateway.expire_budgets');
  }
}
