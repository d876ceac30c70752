import { Findings } from './findings.js';
import { guardText } from './guard-text.js';
import { MAX_SIMPLE_COMMANDS } from './limits.js';
import { startDirectory } from './paths/resolve-path.js';
import type { Directories } from './paths/resolve-path.js';
import type { ShellAnalysis, ShellInput } from './shell-analysis.js';
import { readWithMvdan } from './syntax/mvdan-script.js';
import { sameScript } from './syntax/same-tree.js';
import type { Node } from './syntax/tree.js';
import { readWithUnbash } from './syntax/unbash-script.js';
import type { FirstReading } from './syntax/unbash-script.js';
import { scriptFacts } from './walk/assigned-names.js';
import type { ScriptFacts } from './walk/assigned-names.js';
import { walkWholeScript } from './walk/walk-script.js';
import type { Binding, Scope } from './words/scope.js';

/**
 * Says what a shell command would do. It is a proven read only when two parsers agree on every word of it and every
 * command, option, expansion and redirection in it is known to read; anything else is refused with its reason, and
 * never throws.
 */
export function analyseShell(input: ShellInput): ShellAnalysis {
  const { command, pointer } = input;
  const findings = new Findings(pointer, command.length);
  const refusal = guardText(command);
  if (refusal) return refuseWhole(findings, refusal);
  const reading = firstReading(command);
  if (!reading)
    return refuseWhole(findings, {
      code: 'parse-error',
      message: 'The command could not be parsed.',
      start: 0,
      end: command.length,
    });
  const facts = scriptFacts(reading.script);
  if (facts.simpleCommands > MAX_SIMPLE_COMMANDS)
    return refuseWhole(findings, {
      code: 'too-complex',
      message: `There are more than ${MAX_SIMPLE_COMMANDS} commands.`,
      start: 0,
      end: command.length,
    });
  walk(reading, facts, { input, findings });
  if (findings.result().proven && !isConfirmed(command, reading.script))
    return refuseWhole(findings, {
      code: 'parsers-disagree',
      message: 'Two parsers read the command differently.',
      start: 0,
      end: command.length,
    });
  return findings.result();
}

function firstReading(command: string): FirstReading | undefined {
  try {
    return readWithUnbash(command);
  } catch {
    return undefined;
  }
}

function walk(reading: FirstReading, facts: ScriptFacts, context: { input: ShellInput; findings: Findings }): void {
  const { command, cwd } = context.input;
  const { findings } = context;
  const whole = { start: 0, end: command.length };
  if (reading.errors > 0) findings.refuse('parse-error', 'The command has a syntax error.', whole);
  if (reading.script.length === 0) findings.refuse('no-command', 'There is no command to analyse.', whole);
  const start = startDirectory(cwd);
  const frame = { directories: start, start, scope: startScope(facts, start), input: 'computed' as const };
  walkWholeScript(reading.script, frame, { command, findings });
}

/** Names the script sets hold what the script says, so outside their loop they count as computed. */
function startScope(facts: ScriptFacts, start: Directories): Scope {
  const scope = new Map<string, Binding>();
  for (const name of facts.assigned) scope.set(name, { origin: 'computed', shared: scope.has(name) });
  if (facts.changesDirectory) scope.set('PWD', { origin: 'computed', shared: true });
  else if (start?.every((directory) => directory.startsWith('/')))
    scope.set('PWD', { candidates: start.map((text) => ({ text, pattern: false })), origin: 'known' });
  return scope;
}

function isConfirmed(command: string, script: readonly Node[]): boolean {
  const second = readWithMvdan(command);
  return second !== undefined && sameScript(script, second);
}

function refuseWhole(
  findings: Findings,
  refusal: { code: string; message: string; start: number; end: number },
): ShellAnalysis {
  findings.refuse(refusal.code, refusal.message, refusal);
  findings.effect({ kind: 'unknown', type: 'process', name: 'bash', why: refusal.message, at: refusal });
  return findings.result();
}
