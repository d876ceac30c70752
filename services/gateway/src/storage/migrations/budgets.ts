import { confineToTenant, confineToTenantOrSweep } from '@countersign/chassis';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const role = 'gateway_rw';

/** Amounts are billionths of the currency: whole numbers, far below the 40 digits. */
const tables = [
  `create table gateway.budget_periods (
    tenant text not null, budget text not null, scope text not null, period text not null, currency text not null,
    spent numeric(40) not null default 0 check (spent >= 0),
    reserved numeric(40) not null default 0 check (reserved >= 0),
    primary key (tenant, budget, scope, period, currency))`,
  `create table gateway.budget_reservations (
    tenant text not null, call_id text not null, budget text not null, scope text not null, period text not null,
    currency text not null, amount numeric(40) not null check (amount >= 0), expires_at timestamptz not null,
    primary key (tenant, call_id, budget, scope, period, currency))`,
  'create index budget_reservations_expiry on gateway.budget_reservations (expires_at)',
];

/** The rows are locked in one order, checked, and only then changed: all shares are held or none. */
const reserve = `
create function gateway.reserve_budgets(p jsonb) returns integer language plpgsql as $$
declare refused integer;
begin
  perform set_config('app.tenant', p->>'tenant', true);
  insert into gateway.budget_periods (tenant, budget, scope, period, currency)
    select p->>'tenant', s.budget, s.scope, s.period, s.currency
      from jsonb_to_recordset(p->'shares') as s(budget text, scope text, period text, currency text)
      order by 2, 3, 4, 5
    on conflict do nothing;
  perform 1 from gateway.budget_periods b
    where b.tenant = p->>'tenant' and (b.budget, b.scope, b.period, b.currency) in
      (select s.budget, s.scope, s.period, s.currency
        from jsonb_to_recordset(p->'shares') as s(budget text, scope text, period text, currency text))
    order by b.budget, b.scope, b.period, b.currency for update;
  select min(s.place) into refused
    from jsonb_to_recordset(p->'shares')
      as s(place integer, budget text, scope text, period text, currency text, amount numeric, most numeric)
    join gateway.budget_periods b using (budget, scope, period, currency)
    where b.tenant = p->>'tenant' and s.amount > 0 and b.spent + b.reserved + s.amount > s.most;
  if refused is not null then return refused; end if;
  update gateway.budget_periods b set reserved = b.reserved + s.amount
    from jsonb_to_recordset(p->'shares')
      as s(budget text, scope text, period text, currency text, amount numeric)
    where b.tenant = p->>'tenant' and b.budget = s.budget and b.scope = s.scope and b.period = s.period
      and b.currency = s.currency;
  insert into gateway.budget_reservations (tenant, call_id, budget, scope, period, currency, amount, expires_at)
    select p->>'tenant', p->>'callId', s.budget, s.scope, s.period, s.currency, s.amount,
        to_timestamp((p->>'expiresAt')::double precision / 1000)
      from jsonb_to_recordset(p->'shares')
        as s(budget text, scope text, period text, currency text, amount numeric);
  return null;
end $$`;

/** Whoever deletes the reservation settles it, so that it counts once. */
const settle = `
create function gateway.settle_budgets(p jsonb) returns void language plpgsql as $$
begin
  perform set_config('app.tenant', p->>'tenant', true);
  perform 1 from gateway.budget_periods b
    where b.tenant = p->>'tenant' and (b.budget, b.scope, b.period, b.currency) in
      (select r.budget, r.scope, r.period, r.currency from gateway.budget_reservations r
        where r.tenant = p->>'tenant' and r.call_id = p->>'callId')
    order by b.budget, b.scope, b.period, b.currency for update;
  with settled as (
    delete from gateway.budget_reservations where tenant = p->>'tenant' and call_id = p->>'callId' returning *)
  update gateway.budget_periods b
    set reserved = b.reserved - s.amount, spent = b.spent + coalesce((p->'spent'->>s.currency)::numeric, s.amount)
    from settled s
    where b.tenant = s.tenant and b.budget = s.budget and b.scope = s.scope and b.period = s.period
      and b.currency = s.currency;
end $$`;

export class Budgets1763740000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      ...tables,
      ...confineToTenant('gateway.budget_periods'),
      ...confineToTenantOrSweep('gateway.budget_reservations'),
      reserve,
      settle,
      `grant select, insert, update on gateway.budget_periods to ${role}`,
      `grant select, insert, delete on gateway.budget_reservations to ${role}`,
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['reserve_budgets', 'settle_budgets']) await runner.query(`drop function gateway.${name}`);
    for (const table of ['budget_reservations', 'budget_periods']) await runner.query(`drop table gateway.${table}`);
  }
}
