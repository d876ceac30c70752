import type { ThrowawayPostgres } from './throwaway-postgres.js';

export interface Observation {
  sql: string;
  /** The statement ran to its end; an error undoes whatever it did. */
  ran: boolean;
  /** Postgres gives a transaction an id only when it changes something. */
  changedRows: boolean;
}

export interface Observed {
  statements: Observation[];
  /** Tables, sequences, catalogs and settings were the same before and after. */
  sameState: boolean;
}

/** Single-user mode ends a statement at a semicolon before an empty line, hence none inside. */
const statement = (sql: string): string => `${sql.replaceAll(/\n\s*\n/g, '\n').replace(/;\s*$/, '')}\n;\n\n`;

const STATE = `SELECT 'state ' || md5(concat_ws('|',
  (SELECT string_agg(t::text, ',' ORDER BY t::text) FROM public.users t),
  (SELECT string_agg(t::text, ',' ORDER BY t::text) FROM public.orders t),
  (SELECT string_agg(t::text, ',' ORDER BY t::text) FROM public.events t),
  (SELECT string_agg(t::text, ',' ORDER BY t::text) FROM public.effects_seen t),
  (SELECT string_agg(t::text, ',' ORDER BY t::text) FROM app.logs t),
  (SELECT string_agg(schemaname || sequencename || coalesce(last_value::text, '-'), ',' ORDER BY 1) FROM pg_sequences),
  (SELECT string_agg(oid || relname || coalesce(relacl::text, ''), ',' ORDER BY oid) FROM pg_class),
  (SELECT count(*) FROM pg_proc), (SELECT count(*) FROM pg_type), (SELECT count(*) FROM pg_largeobject_metadata),
  (SELECT string_agg(t::text, ',' ORDER BY oid) FROM pg_authid t),
  (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'),
  (SELECT string_agg(name || setting, ',' ORDER BY name) FROM pg_settings WHERE name NOT LIKE 'transaction%'))) AS seen`;

/** Each statement runs in a READ WRITE transaction that is committed, so that nothing hides what it did. */
export function observeStatements(postgres: ThrowawayPostgres, list: readonly string[]): Observed {
  const script = ['SET statement_timeout = 30000', STATE, ...list.flatMap(observed), STATE].map(statement).join('');
  const seen = [...postgres.run(script).matchAll(/1: seen = "(.*?)"\t\(typeid/g)].map((match) => match[1] ?? '');
  const states = seen.filter((line) => line.startsWith('state '));
  const ids = new Map(seen.map((line): [string, string] => [line.split(' ')[0] ?? '', line.split(' ')[1] ?? '']));
  const statements = list.map((sql, index) => {
    const id = ids.get(`#${index}`);
    return { sql, ran: id !== undefined, changedRows: id !== undefined && id !== 'none' };
  });
  return { statements, sameState: states.length === 2 && states[0] === states[1] };
}

function observed(sql: string, index: number): string[] {
  const xid = `SELECT '#${index} ' || coalesce(pg_current_xact_id_if_assigned()::text, 'none') AS seen`;
  return ['BEGIN READ WRITE', sql, xid, 'COMMIT', 'ROLLBACK'];
}
