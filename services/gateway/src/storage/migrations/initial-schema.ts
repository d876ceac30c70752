import { confineToTenantOrSweep, outboxTableSql } from '@countersign/chassis';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const role = 'gateway_rw';

const toolCalls = `
create table gateway.tool_calls (
  id text primary key, tenant text not null, agent text not null, run text not null, mode text not null,
  tool text not null, principal text, arguments_text text not null, arguments_digest text not null, salt text not null,
  traceparent text not null, model_call_id text, idempotency_key text,
  status text not null, replica text, decision text, grant_text text,
  outcome text, result_text bytea, result_media_type text,
  created_at timestamptz not null, changed_at timestamptz not null default now())`;

const insertCall = `
create function gateway.insert_call(p jsonb) returns text language plpgsql as $$
declare known text;
begin
  perform set_config('app.tenant', p->>'tenant', true);
  insert into gateway.tool_calls (id, tenant, agent, run, mode, tool, principal, arguments_text, arguments_digest, salt,
      traceparent, model_call_id, idempotency_key, status, replica, decision, created_at)
    values (p->>'id', p->>'tenant', p->>'agent', p->>'run', p->>'mode', p->>'tool', p->>'principal', p->>'argumentsText',
      p->>'argumentsDigest', p->>'salt', p->>'traceparent', p->>'modelCallId', p->>'idempotencyKey', p->>'status',
      p->>'replica', p->>'decision', to_timestamp((p->>'createdAt')::double precision / 1000))
    on conflict do nothing;
  if found then return null; end if;
  select id into known from gateway.tool_calls
    where id = p->>'id' or (agent = p->>'agent' and idempotency_key = p->>'idempotencyKey') limit 1;
  return known;
end $$`;

/** One round trip for a step: compare, set, and keep the event that says so. */
const moveCall = `
create function gateway.move_call(p jsonb, p_result bytea, p_body bytea) returns boolean language plpgsql as $$
begin
  perform set_config('app.tenant', p->>'tenant', true);
  update gateway.tool_calls set
      status = p->>'status',
      replica = case when p ? 'replica' then p->>'replica' else replica end,
      decision = coalesce(p->>'decision', decision),
      grant_text = coalesce(p->>'grant', grant_text),
      outcome = coalesce(p->>'outcome', outcome),
      result_text = coalesce(p_result, result_text),
      result_media_type = coalesce(p->>'mediaType', result_media_type),
      changed_at = now()
    where id = p->>'id' and status = p->>'seenStatus'
      and (status <> 'started' or replica is not distinct from p->>'seenReplica');
  if not found then return false; end if;
  if p_body is not null then
    insert into gateway.outbox (event_id, tenant, type, subject, message_id, body)
      values (p->'event'->>'id', p->>'tenant', p->'event'->>'type', p->'event'->>'subject', p->'event'->>'messageId', p_body);
  end if;
  return true;
end $$`;

export class InitialSchema1763700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      toolCalls,
      `create unique index tool_calls_key on gateway.tool_calls (tenant, agent, idempotency_key) where idempotency_key is not null`,
      `create index tool_calls_waiting on gateway.tool_calls (tenant, agent, tool, arguments_digest, created_at)
        where mode = 'intercepted' and status in ('held', 'granted')`,
      `create index tool_calls_worked on gateway.tool_calls (changed_at) where status in ('proposed', 'granted', 'started')`,
      `create table gateway.replicas (replica text primary key, beat_at timestamptz not null)`,
      ...confineToTenantOrSweep('gateway.tool_calls'),
      ...outboxTableSql('gateway', role),
      insertCall,
      moveCall,
      `grant usage on schema gateway to ${role}`,
      `grant select, insert, update on gateway.tool_calls to ${role}`,
      `grant select, insert, update, delete on gateway.replicas to ${role}`,
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['insert_call', 'move_call']) await runner.query(`drop function gateway.${name}`);
    for (const table of ['outbox', 'tool_calls', 'replicas']) await runner.query(`drop table gateway.${table}`);
  }
}
