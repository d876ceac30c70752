import type { Call } from '../commands/call.js';
import { refuseCall } from '../commands/refuse-call.js';
import { reportPath } from '../paths/report-path.js';
import { exactText } from '../words/argument.js';
import type { Argument, Origin } from '../words/argument.js';

const FILE_TESTS = new Set('-e -f -d -c -b -p -S -L -h -k -g -u -G -O -N -r -w -x -s'.split(' '));
const UNARY = new Set([...FILE_TESTS, '-z', '-n', '-t', '!']);
const COMPARISONS = new Set('= == != < > -nt -ot -ef -eq -ne -lt -le -gt -ge -a -o'.split(' '));

/** The arguments without a leading `!` of which the meaning is settled by their number. */
function isUnderstood(args: readonly Argument[]): boolean {
  const [first = '', second = ''] = args.map(exactText);
  if (args.length < 2) return true;
  if (args.length === 2) return UNARY.has(first);
  if (args.length === 3 && COMPARISONS.has(second)) return true;
  return args.length < 5 && first === '!' && isUnderstood(args.slice(1));
}

/** An index with code in it is harmless to `test` itself, but nobody compares such a number in earnest. */
function hasIndex(args: readonly Argument[]): boolean {
  return args.some(({ candidates }) => candidates?.some(({ text }) => /\[.*[$`]/.test(text)) === true);
}

function testedFiles(args: readonly Argument[]): readonly Argument[] {
  const at = args.findIndex((argument) => FILE_TESTS.has(exactText(argument) ?? ''));
  return at === -1 || at + 2 !== args.length ? [] : args.slice(at + 1);
}

/**
 * Analyses `test` and `[`. Every operator has to be a known text in a known place: with `-v` or `-R` a word with an
 * index would run code.
 */
export function runTest(call: Call): Origin {
  const closed = call.name === 'test' || exactText(call.args.at(-1)) === ']';
  const args = call.name === '[' ? call.args.slice(0, -1) : call.args;
  const fixed = args.every(({ fields, origin }) => fields === 'one' || origin === 'number') && !hasIndex(args);
  if (!closed || !fixed || !isUnderstood(args)) {
    refuseCall(call, { code: 'test-operator', message: 'The test is not one that is known to look only.' });
    return 'computed';
  }
  const { findings, name, at } = call;
  for (const file of testedFiles(args)) reportPath(call, file, { access: 'read', metadata: true });
  findings.effect({ kind: 'read', type: 'none', name, why: 'A test only looks.', at });
  return 'computed';
}
