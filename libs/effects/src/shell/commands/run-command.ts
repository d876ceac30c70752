import { runFind } from '../programs/run-find.js';
import { runAwk, runSed } from '../programs/run-scripted.js';
import { runNice } from '../programs/run-nice.js';
import { runRead, runSet } from '../programs/run-shell-builtins.js';
import { runTar } from '../programs/run-tar.js';
import { runTest } from '../programs/run-test.js';
import { runTimeout } from '../programs/run-timeout.js';
import { runXargs } from '../programs/run-xargs.js';
import { sameDirectories } from '../paths/resolve-path.js';
import { Findings } from '../findings.js';
import { exactText } from '../words/argument.js';
import type { Origin } from '../words/argument.js';
import type { Call } from './call.js';
import type { CommandTable } from './command-table.js';
import { commandTables, subcommandTables } from './command-registry.js';
import { runChanging } from './run-changing.js';
import { runSubcommand } from './run-subcommand.js';
import { runTable } from './run-table.js';
import { otherChanges } from './tables/changing.js';
import { versionArguments } from './tables/versions.js';

/** Programs of the system may be named with their directory; any other path is a program nobody knows. */
const SYSTEM_DIRECTORY = /^\/(?:usr\/)?s?bin\//;

const PROGRAMS: ReadonlyMap<string, (call: Call) => Origin> = new Map([
  ['find', runFind],
  ['sed', runSed],
  ['awk', runAwk],
  ['gawk', runAwk],
  ['mawk', runAwk],
  ['xargs', runXargs],
  ['timeout', runTimeout],
  ['nice', runNice],
  ['ionice', runNice],
  ['test', runTest],
  ['[', runTest],
  ['read', runRead],
  ['set', runSet],
]);

/** Of these a file in the directory may choose which program answers; the start directory is the deployment's. */
const CHOSEN_BY_DIRECTORY = new Set('cargo rustc go mvn gradle dotnet ruby'.split(' '));

function asksElsewhere({ name, frame }: Call): boolean {
  return CHOSEN_BY_DIRECTORY.has(name) && !sameDirectories(frame.directories, frame.start);
}

function printsVersion(call: Call): boolean {
  const [only] = call.args;
  if (!only || call.args.length > 1) return false;
  const text = exactText(only) ?? '';
  if (Object.hasOwn(versionArguments, call.name))
    return versionArguments[call.name]?.includes(text) === true && !asksElsewhere(call);
  const known = commandTables.has(call.name) || PROGRAMS.has(call.name);
  return text === '--version' && (known || subcommandTables.has(call.name));
}

/** Clients of servers can do more than read: what is not a known read is shown with all that the program could do. */
function runClient(call: Call, table: CommandTable): Origin {
  const trial = new Findings('', 0);
  runTable({ ...call, findings: trial }, table);
  const { proven, reasons } = trial.result();
  if (proven) return runTable(call, table);
  for (const { code, message } of reasons) call.findings.refuse(code, message, call.at);
  return runChanging(call);
}

function runKnown(call: Call): Origin | undefined {
  const program = PROGRAMS.get(call.name);
  if (program) return program(call);
  const table = commandTables.get(call.name);
  if (table && otherChanges.has(call.name)) return runClient(call, table);
  if (table && call.name === 'tar') return runTar(call, table);
  if (table && !(call.name === 'env' && call.args.length > 0)) return runTable(call, table);
  const subcommands = subcommandTables.get(call.name);
  return subcommands && runSubcommand(call, subcommands);
}

/** Analyses one program with its arguments, records its effects and says what its output is. */
export function runCommand(given: Call): Origin {
  const call = { ...given, name: given.name.replace(SYSTEM_DIRECTORY, '') };
  if (printsVersion(call)) {
    call.findings.effect({ kind: 'read', type: 'none', name: call.name, why: 'It prints its version.', at: call.at });
    return 'computed';
  }
  return runKnown(call) ?? runChanging(call);
}
