import type { NodeCheck } from './node-check.js';
import { ORDINARY_SETTINGS } from './ordinary-settings.js';
import { asList, isFields, stringList, unwrapNode } from './tree-node.js';

/** Settings that hold files, commands, connection strings or what the server loads. */
const TELLING_SETTINGS =
  `archive_cleanup_command archive_command archive_library config_file data_directory dynamic_library_path
  extension_control_path external_pid_file hba_file ident_file jit_provider krb_server_keyfile listen_addresses
  local_preload_libraries log_directory log_filename oauth_validator_libraries primary_conninfo primary_slot_name
  promote_trigger_file recovery_end_command restore_command session_preload_libraries shared_preload_libraries
  ssl_ca_file ssl_cert_file ssl_crl_dir ssl_crl_file ssl_dh_params_file ssl_key_file ssl_passphrase_command
  stats_temp_directory synchronous_standby_names temp_tablespaces unix_socket_directories`.split(/\s+/);

const textOf = (value: unknown): string | undefined => {
  const node = unwrapNode(value);
  const text = node?.type === 'A_Const' && isFields(node.fields['sval']) ? node.fields['sval']['sval'] : undefined;
  return typeof text === 'string' ? text : undefined;
};

function isOrdinaryName(value: unknown): boolean {
  return ORDINARY_SETTINGS.has(textOf(value)?.toLowerCase() ?? '');
}

/** With more than two `%` nobody reads the pattern any more, and a match could take long. */
const SHORT_PATTERN = /^(?=.{2,40}$)\w*%?\w*%?\w*$/;

/** A pattern that finds a setting SHOW may show, and none that tells too much. */
function isOrdinaryPattern(value: unknown): boolean {
  const pattern = textOf(value) ?? '';
  if (!SHORT_PATTERN.test(pattern)) return false;
  const found = new RegExp(`^${pattern.replaceAll('_', '.').replaceAll('%', '.*')}$`, 'is');
  return [...ORDINARY_SETTINGS].some((name) => found.test(name)) && !TELLING_SETTINGS.some((name) => found.test(name));
}

type Judge = (operator: string | undefined, right: unknown) => boolean;

const COMPARISONS: ReadonlyMap<unknown, Judge> = new Map<unknown, Judge>([
  ['AEXPR_OP', (operator, right) => operator === '=' && isOrdinaryName(right)],
  ['AEXPR_IN', (operator, right) => operator === '=' && areOrdinaryNames(asList(unwrapNode(right)?.fields['items']))],
  ['AEXPR_LIKE', (operator, right) => operator === '~~' && isOrdinaryPattern(right)],
  ['AEXPR_ILIKE', (operator, right) => operator === '~~*' && isOrdinaryPattern(right)],
]);

const areOrdinaryNames = (items: readonly unknown[]): boolean => items.length > 0 && items.every(isOrdinaryName);

function isNameColumn(value: unknown): boolean {
  const column = unwrapNode(value);
  return column?.type === 'ColumnRef' && stringList(column.fields['fields']).at(-1) === 'name';
}

/** A condition that lets only ordinary settings through. */
function isNarrow(condition: unknown): boolean {
  const node = unwrapNode(condition);
  const { boolop, args, kind, name, lexpr, rexpr } = node?.fields ?? {};
  if (node?.type === 'BoolExpr') return boolop === 'AND_EXPR' && asList(args).some(isNarrow);
  if (node?.type !== 'A_Expr' || !isNameColumn(lexpr)) return false;
  return COMPARISONS.get(kind)?.(stringList(name)[0], rexpr) === true;
}

/** `SELECT ... FROM pg_settings WHERE name = 'work_mem'`: only settings that SHOW may show too. */
export const checkSettingsQuery: NodeCheck = ({ fields, findings }) => {
  const [only, ...others] = asList(fields['fromClause']).map(unwrapNode);
  if (only?.type !== 'RangeVar' || others.length > 0 || only.fields['relname'] !== 'pg_settings') return;
  const renamed = isFields(only.fields['alias']) && asList(only.fields['alias']['colnames']).length > 0;
  if (!renamed && isNarrow(fields['whereClause'])) findings.narrowSettings.add(only.fields['location']);
};
