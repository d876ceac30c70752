import { exactText } from '../words/argument.js';
import type { Argument, Origin } from '../words/argument.js';
import type { Call } from './call.js';
import type { CommandTable, SubcommandTable } from './command-table.js';
import { parseArguments } from './parse-arguments.js';
import { refuseCall } from './refuse-call.js';
import { runTable } from './run-table.js';

interface Selected {
  readonly name: string;
  readonly table: CommandTable;
  readonly args: readonly Argument[];
}

function select(table: SubcommandTable, rest: readonly Argument[]): Selected | undefined {
  const [first, second] = rest.map(exactText);
  if (first === undefined)
    return rest.length === 0 && table.bare ? { name: '', table: table.bare, args: [] } : undefined;
  const pair = Object.hasOwn(table.subcommands, `${first} ${second}`) ? `${first} ${second}` : first;
  const known = Object.hasOwn(table.subcommands, pair) ? table.subcommands[pair] : undefined;
  return known && { name: pair, table: known, args: rest.slice(pair === first ? 1 : 2) };
}

function refuseOther(call: Call, table: SubcommandTable, rest: readonly Argument[]): Origin {
  const name = exactText(rest[0]) ?? '';
  const kinds = table.others?.get(name) ?? ['unknown'];
  const message = `${call.name} ${name} is not known to read only.`;
  for (const kind of kinds.slice(1))
    call.findings.effect({ kind, type: 'process', name: call.name, why: message, at: call.at });
  refuseCall(call, { code: 'not-a-read', message, kind: kinds[0] ?? 'unknown' });
  return 'computed';
}

const placed = new WeakMap<CommandTable, CommandTable>();

/** The table with what the command reads; kept, because tables never change. */
function withPlace(table: CommandTable, service: string | undefined): CommandTable {
  const known = placed.get(table);
  if (known) return known;
  const complete: CommandTable = { ...table, ...(service ? { service } : { readsDirectory: true }) };
  placed.set(table, complete);
  return complete;
}

/** Analyses a call such as `git log`: the options before the sub-command, then the sub-command with its own table. */
export function runSubcommand(call: Call, table: SubcommandTable): Origin {
  const globals = parseArguments(call.args, { options: table.globals ?? '', strictOrder: true });
  if (!globals.ok) {
    const { option, argument } = globals.refusal;
    refuseCall(call, {
      code: 'unknown-option',
      message: `${call.name} ${option} is not known to read only.`,
      at: argument,
    });
    return 'computed';
  }
  const selected = select(table, globals.rest);
  if (!selected) return refuseOther(call, table, globals.rest);
  const problem = table.check?.(globals.parsed, call);
  if (problem) {
    refuseCall(call, { code: 'not-a-read', message: `${call.name}: ${problem}` });
    return 'computed';
  }
  const name = `${call.name} ${selected.name}`.trim();
  return runTable({ ...call, name, args: selected.args }, withPlace(selected.table, table.service));
}
