/** The runtime role. */
export const role = 'audit_rw';

/**
 * The role may add and read; the triggers stop everybody else, replication roles included. A superuser can still drop
 * them: what he then changes is found by the signed tree heads.
 */
export function appendOnly(table: string): string[] {
  const statements = ['update or delete', 'truncate'].map((verbs) => {
    const trigger = `refuse_${verbs.split(' ')[0]}`;
    return [
      `create trigger ${trigger} before ${verbs} on ${table} for each statement execute function audit.refuse_change()`,
      `alter table ${table} enable always trigger ${trigger}`,
    ];
  });
  return [...statements.flat(), `grant select, insert on ${table} to ${role}`];
}

export const refuseChangeSql = `create function audit.refuse_change() returns trigger language plpgsql as $$
  begin
    raise exception 'the record is append-only: % on % is refused', tg_op, tg_table_name using errcode = 'insufficient_privilege';
  end $$`;
