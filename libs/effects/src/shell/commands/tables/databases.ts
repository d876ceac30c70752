import { analyseSql } from '../../../sql/analyse-sql.js';
import { isMysqlShow, readsAsInPostgres } from '../../programs/mysql-statement.js';
import { exactText } from '../../words/argument.js';
import type { Call } from '../call.js';
import type { CommandTable, CommandTables, ParsedArguments } from '../command-table.js';

const NAME = /^[A-Za-z_][\w-]*$/;
const LOCAL_HOST = /^(?:localhost|127\.0\.0\.1|::1|\/var\/run\/postgresql)$/;
/** `\d` and its kin, with a plain name; in anything else a backquote could run a program. */
const DESCRIBES = /^\\(?:d[a-zA-Z]{0,3}|l|conninfo|z|dn|du)\+?(?: [\w.*]+)?$/;

const valuesOf = ({ options }: ParsedArguments, names: readonly string[]): readonly (string | undefined)[] =>
  options.filter(({ name }) => names.includes(name)).map(({ value }) => exactText(value));

/** One statement that the SQL analysis proves; what the client itself would read in it is refused. Its tables are reported. */
function isProvenSql(sql: string | undefined, { findings, at }: Call): boolean {
  if (sql === undefined || /[\\`]|(?<!:):[A-Za-z_'"{]/.test(sql)) return false;
  const { proven, relations } = analyseSql({ sql, pointer: '' });
  for (const { schema, name } of proven ? relations : []) {
    const full = schema === undefined ? name : `${schema}.${name}`;
    findings.effect({ kind: 'read', type: 'relation', name: full, why: `The statement reads ${full}.`, at });
  }
  return proven;
}

/** Who is asked, as whom, and how the answer looks. */
function connectionRefusal(parsed: ParsedArguments): string | undefined {
  if (!valuesOf(parsed, ['-h', '--host']).every((host) => LOCAL_HOST.test(host ?? '')))
    return 'Another host would get the password.';
  const names = [...valuesOf(parsed, ['-d', '--dbname', '-U', '--username']), ...parsed.operands.map(exactText)];
  if (!names.every((name) => NAME.test(name ?? ''))) return 'The name could be a connection string.';
  if (
    !valuesOf(parsed, ['-P', '--pset']).every((value) =>
      /^(?:pager=off|null=\w*|format=\w+|border=\d)$/.test(value ?? ''),
    )
  )
    return 'A setting could start a program.';
  return undefined;
}

function mysqlRefusal(parsed: ParsedArguments, call: Call): string | undefined {
  const statements = valuesOf(parsed, ['-e', '--execute']).map((sql) => sql?.replace(/\\G\s*$/, ''));
  if (!valuesOf(parsed, ['-h', '--host']).every((host) => LOCAL_HOST.test(host ?? '')))
    return 'Another host would get the password.';
  if (
    ![...valuesOf(parsed, ['-D', '--database']), ...parsed.operands.map(exactText)].every((name) =>
      NAME.test(name ?? ''),
    )
  )
    return 'The database is not known.';
  if (statements.length !== 1) return 'It takes one statement with -e.';
  const reads = (sql: string | undefined): boolean =>
    sql !== undefined && (isMysqlShow(sql) || (readsAsInPostgres(sql) && isProvenSql(sql, call)));
  return statements.every(reads) ? undefined : 'The statement is not proven to read only.';
}

const MYSQL: CommandTable = {
  options:
    '-e: -u: -h: -P: -D: -p? -N -B -s -t -E --execute: --user: --host: --port: --database: --batch --skip-column-names --table --vertical --silent',
  operands: 'text',
  maxOperands: 1,
  service: 'mysql',
  check: mysqlRefusal,
  dangers: { '-e': 'network' },
};

function psqlRefusal(parsed: ParsedArguments, call: Call): string | undefined {
  const commands = valuesOf(parsed, ['-c', '--command']);
  const lists = parsed.options.some(({ name }) => name === '-l' || name === '--list');
  const problem = connectionRefusal(parsed);
  if (problem) return problem;
  if (commands.length === 0 && !lists) return 'Without -c it reads commands from its input.';
  return commands.every((command) => DESCRIBES.test(command ?? '') || isProvenSql(command, call))
    ? undefined
    : 'The statement is not proven to read only.';
}

const REDIS_READS =
  /^(?:ping|dbsize|lastsave|time|(?:info|get|mget|exists|type|ttl|pttl|strlen|getrange|llen|lrange|lindex|hget|hmget|hgetall|hkeys|hvals|hlen|hexists|hscan|scard|smembers|sismember|sscan|zcard|zscore|zrange|zrevrange|zrank|zcount|zscan|xlen|xrange|xrevrange|scan|keys|randomkey|bitcount|pfcount)\b.*|slowlog (?:get|len)\b.*|client (?:list|getname|id)|memory (?:usage|stats|doctor)\b.*|object (?:encoding|freq|idletime|refcount) .*|config get (?:max|save|append|timeout|databases|hz|lfu|list-max|tcp-)[\w-]*|cluster (?:info|nodes|slots)|latency (?:latest|history)\b.*|pubsub (?:channels|numsub|numpat)\b.*|command count)$/i;

/** `ZRANGE ... STORE` and the like write: no word may name a place to keep the answer. */
function redisRefusal(parsed: ParsedArguments): string | undefined {
  const command = parsed.operands.map((operand) => exactText(operand) ?? '\n').join(' ');
  if (!valuesOf(parsed, ['-h']).every((host) => LOCAL_HOST.test(host ?? ''))) return 'Another host is not asked.';
  if (parsed.options.some(({ name }) => name === '--scan'))
    return command === '' ? undefined : 'A scan is all it does.';
  return REDIS_READS.test(command) && !/\bstore/i.test(command) ? undefined : 'The command is not known to read only.';
}

/** Clients of databases on this machine, as far as what they ask is known to read. */
export const databaseCommands: CommandTables = {
  psql: {
    options:
      '-c: -d: -U: -h: -p: -P: -F: -R: -A -t -x -q -X -w -l -1 -E -H --command: --dbname: --username: --host: --port: --pset: --csv --no-align --tuples-only --expanded --quiet --no-psqlrc --no-password --list --single-transaction',
    operands: 'text',
    maxOperands: 2,
    service: 'postgres',
    check: psqlRefusal,
  },
  mysql: MYSQL,
  mariadb: MYSQL,
  mysqladmin: {
    options: '-u: -p? -h: -P:',
    operands: 'text',
    operandPattern: /^(?:status|ping|processlist|version|extended-status|variables)$/,
    minOperands: 1,
    service: 'mysql',
    check: (parsed) =>
      valuesOf(parsed, ['-h']).every((host) => LOCAL_HOST.test(host ?? '')) ? undefined : 'Another host is not asked.',
  },
  'redis-cli': {
    options: '-# -h: -p: -n: --raw --no-raw --csv --json --no-auth-warning --scan --pattern: --count:',
    operands: 'text',
    service: 'redis',
    check: redisRefusal,
    dangers: { '-x': 'write', '--eval': 'exec', '--pipe': 'write', '--rdb': 'write' },
  },
};
