import type { Call } from '../commands/call.js';
import { parseArguments } from '../commands/parse-arguments.js';
import type { OptionRules } from '../commands/parse-arguments.js';
import { refuseCall } from '../commands/refuse-call.js';
import { reportPath } from '../paths/report-path.js';
import { exactText } from '../words/argument.js';
import type { Argument, Origin } from '../words/argument.js';
import { isSafeAwkProgram } from './awk-program.js';
import { isSafeSedScript } from './sed-script.js';

interface Scripted {
  readonly rules: OptionRules;
  readonly scriptOptions: readonly string[];
  readonly isSafe: (script: string) => boolean;
  /** What the option that edits in place is called. */
  readonly edits?: RegExp;
}

const SED: Scripted = {
  rules: {
    options:
      '-n -E -r -s -u -z -e: --quiet --silent --expression: --regexp-extended --separate --null-data --unbuffered --posix --sandbox',
  },
  scriptOptions: ['-e', '--expression'],
  isSafe: isSafeSedScript,
  edits: /^(?:-i|--in-place)/,
};

const AWK: Scripted = {
  rules: { options: '-F: -v:', strictOrder: true },
  scriptOptions: [],
  isSafe: isSafeAwkProgram,
};

interface ScriptedArguments {
  readonly scripts: readonly Argument[];
  readonly files: readonly Argument[];
}

function readArguments(call: Call, scripted: Scripted): ScriptedArguments | Argument | undefined {
  const result = parseArguments(call.args, scripted.rules);
  if (!result.ok) return result.refusal.argument;
  const given = result.parsed.options.filter(({ name }) => scripted.scriptOptions.includes(name));
  const operands = [...result.parsed.operands, ...result.rest];
  const [first, ...rest] = operands;
  if (given.length === 0 && !first) return undefined;
  const unsafe = operands
    .slice(given.length === 0 ? 1 : 0)
    .find((operand) => !operand.dashSafe && exactText(operand) !== '-');
  if (unsafe) return unsafe;
  if (given.length > 0) return { scripts: given.flatMap(({ value }) => value ?? []), files: operands };
  return { scripts: first ? [first] : [], files: rest };
}

function runScripted(call: Call, scripted: Scripted): Origin {
  const found = readArguments(call, scripted);
  if (!found || 'source' in found) {
    const edits = call.args.some((argument) => scripted.edits?.test(exactText(argument) ?? ''));
    const message = `${call.name} ${found?.source ?? 'without a script'} is not known to read only.`;
    refuseCall(call, {
      code: 'not-a-read',
      message,
      at: found ?? call.at,
      ...(edits ? { kind: 'write' as const } : {}),
    });
    return 'computed';
  }
  const unsafe = found.scripts.find((script) => !scripted.isSafe(exactText(script) ?? '\\'));
  if (unsafe) {
    const message = `The ${call.name} script could write, run a program, or is not known.`;
    refuseCall(call, { code: 'script', message, at: unsafe });
    return 'computed';
  }
  const { name, at } = call;
  for (const file of found.files) reportPath(call, file, { access: 'read' });
  if (found.files.length === 0)
    call.findings.effect({ kind: 'read', type: 'none', name, why: `${name} only prints.`, at });
  return 'computed';
}

export const runSed = (call: Call): Origin => runScripted(call, SED);
export const runAwk = (call: Call): Origin => runScripted(call, AWK);
