import type { Effect, EffectKind } from '@countersign/contracts';

/** What well-known functions do, so that an approver reads more than "unknown". None of them is ever a proven read. */
const KNOWN: readonly (readonly [RegExp, EffectKind, string])[] = [
  [/^(lo_unlink|pg_drop_replication_slot|pg_replication_origin_drop)$/, 'delete', 'deletes an object of the server'],
  [/^(dblink|postgres_fdw|http_|net_)/, 'network', 'talks to another server'],
  [/^(pg_terminate|pg_cancel)_backend$/, 'exec', "ends another session's work"],
  [
    /^(pg_reload_conf|pg_promote|pg_rotate_logfile|pg_switch_wal|pg_backup_|pg_wal_replay_)/,
    'exec',
    'steers the server',
  ],
  [
    /^(nextval|setval|set_config|setseed|pg_notify|pg_logical_emit_message|pg_create_|lo_|lowrite|pg_stat_reset)/,
    'write',
    'changes state of the server',
  ],
  [/^pg_(try_)?advisory_/, 'write', 'takes or frees a lock'],
  [
    /^(query|cursor|table|schema|database)_to_xml|^(ts_stat|ts_rewrite|crosstab|connectby)/,
    'exec',
    'runs SQL that is given as text or reads tables by name',
  ],
  [/^(pg_read_|pg_ls_|pg_stat_file|pg_current_logfile)/, 'read', "reads the server's files"],
];

/** @param full the name as called, with its schema if it was given one */
export function knownFunctionEffect(full: string): Omit<Effect, 'span'> {
  const name = full.slice(full.lastIndexOf('.') + 1);
  const known = KNOWN.find(([pattern]) => pattern.test(name));
  const target = { type: 'function', name: full } as const;
  if (known === undefined) return { kind: 'unknown', target, why: `Nothing is known about the function ${full}.` };
  return { kind: known[1], target, why: `${full} ${known[2]}.` };
}
