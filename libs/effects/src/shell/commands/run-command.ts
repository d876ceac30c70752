import { runFind } from '../programs/run-find.js';
import { runAwk, runSed } from '../programs/run-scripted.js';
import { runRead, runSet } from '../programs/run-shell-builtins.js';
import { runTar } from '../programs/run-tar.js';
import { runTest } from '../programs/run-test.js';
import { runTimeout } from '../programs/run-timeout.js';
import { runXargs } from '../programs/run-xargs.js';
import { exactText } from '../words/argument.js';
import type { Origin } from '../words/argument.js';
import type { Call } from './call.js';
import { commandTables, subcommandTables } from './command-registry.js';
import { runChanging } from './run-changing.js';
import { runSubcommand } from './run-subcommand.js';
import { runTable } from './run-table.js';
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
  ['test', runTest],
  ['[', runTest],
  ['read', runRead],
  ['set', runSet],
]);

function printsVersion(call: Call): boolean {
  const [only] = call.args;
  if (!only || call.args.length > 1) return false;
  const text = exactText(only) ?? '';
  if (Object.hasOwn(versionArguments, call.name)) return versionArguments[call.name]?.includes(text) === true;
  const known = commandTables.has(call.name) || PROGRAMS.has(call.name);
  return text === '--version' && (known || subcommandTables.has(call.name));
}

function runKnown(call: Call): Origin | undefined {
  const program = PROGRAMS.get(call.name);
  if (program) return program(call);
  const table = commandTables.get(call.name);
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
