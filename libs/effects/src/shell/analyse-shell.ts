import { Findings } from './findings.js';
import { guardText } from './guard-text.js';
import type { TextRefusal } from './guard-text.js';
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
 * command, option, expansion and redirection in it is known to read; anything else is refused with its reason. It
 * never throws: what cannot be analysed is refused as well.
 */
export function analyseShell(input: ShellInput): ShellAnalysis {
  const findings = new Findings(input.pointer, input.command.length);
  const refusal = guardText(input.command);
  if (refusal) return refuseWhole(findings, refusal);
  try {
    return analyseText(input, findings);
  } catch {
    return refuseWhole(findings, whole(input, 'analysis-failed', 'The command could not be analysed.'));
  }
}

const whole = ({ command }: ShellInput, code: string, message: string): TextRefusal => ({
  code,
  message,
  start: 0,
  end: command.length,
});

function analyseText(input: ShellInput, findings: Findings): ShellAnalysis {
  const { command } = input;
  const reading = readWithUnbash(command);
  const facts = scriptFacts(reading.script);
  if (facts.simpleCommands > MAX_SIMPLE_COMMANDS)
    return refuseWhole(findings, whole(input, 'too-complex', `There are more than ${MAX_SIMPLE_COMMANDS} commands.`));
  walk(reading, facts, { input, findings });
  const result = findings.result();
  if (result.effects.length === 0)
    return refuseWhole(findings, whole(input, 'no-command', 'No command was recognised.'));
  if (!result.proven || isConfirmed(command, reading.script)) return result;
  return refuseWhole(findings, whole(input, 'parsers-disagree', 'Two parsers read the command differently.'));
}

function walk(reading: FirstReading, facts: ScriptFacts, context: { input: ShellInput; findings: Findings }): void {
  const { command, cwd } = context.input;
  const { findings } = context;
  if (reading.errors > 0)
    findings.refuse('parse-error', 'The command has a syntax error.', { start: 0, end: command.length });
  const start = startDirectory(cwd);
  const frame = { directories: start, start, scope: startScope(facts, start), input: 'computed' as const };
  walkWholeScript(reading.script, frame, { command, findings });
}

/** Names the script sets hold what the script says, so outside their loop they count as computed. */
function startScope(facts: ScriptFacts, start: Directories): Scope {
  const scope = new Map<string, Binding>();
  for (const name of facts.assigned) {
    const origin = facts.numbers.has(name) ? 'number' : 'computed';
    scope.set(name, { origin, shared: scope.has(name) });
  }
  if (facts.changesDirectory) scope.set('PWD', { origin: 'computed', shared: true });
  else if (start?.every((directory) => directory.startsWith('/')))
    scope.set('PWD', { candidates: start.map((text) => ({ text, pattern: false })), origin: 'known' });
  return scope;
}

function isConfirmed(command: string, script: readonly Node[]): boolean {
  const second = readWithMvdan(command);
  return second !== undefined && sameScript(script, second);
}

function refuseWhole(findings: Findings, refusal: TextRefusal): ShellAnalysis {
  findings.refuse(refusal.code, refusal.message, refusal);
  findings.effect({ kind: 'unknown', type: 'process', name: 'bash', why: refusal.message, at: refusal });
  return findings.result();
}
