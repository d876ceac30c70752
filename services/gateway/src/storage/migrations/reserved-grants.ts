import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A call whose grant one answer has reserved belongs to that replica, as a started one does. */
const moveCall = (owned: string) => `
create or replace function gateway.move_call(p jsonb, p_result bytea, p_body bytea) returns boolean language plpgsql as $$
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
      and (status not in (${owned}) or replica is not distinct from p->>'seenReplica');
  if not found then return false; end if;
  if p_body is not null then
    insert into gateway.outbox (event_id, tenant, type, subject, message_id, body)
      values (p->'event'->>'id', p->>'tenant', p->'event'->>'type', p->'event'->>'subject', p->'event'->>'messageId', p_body);
  end if;
  return true;
end $$`;

const worked = (statuses: string) =>
  `create index tool_calls_worked on gateway.tool_calls (changed_at) where status in (${statuses})`;

export class ReservedGrants1763784000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(moveCall(`'started', 'reserved'`));
    await runner.query('drop index gateway.tool_calls_worked');
    await runner.query(worked(`'proposed', 'granted', 'reserved', 'started'`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`update gateway.tool_calls set status = 'granted', replica = null where status = 'reserved'`);
    await runner.query(moveCall(`'started'`));
    await runner.query('drop index gateway.tool_calls_worked');
    await runner.query(worked(`'proposed', 'granted', 'started'`));
  }
}
