import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arbitraryCommand, arbitraryText } from '../../test/shell/arbitrary-command.js';
import { analyseShell } from './analyse-shell.js';
import { readWithMvdan } from './syntax/mvdan-script.js';
import { sameScript } from './syntax/same-tree.js';
import { readWithUnbash } from './syntax/unbash-script.js';

const analyse = (command: string) => analyseShell({ command, cwd: '/workspace', pointer: '/command' });
const commands = fc.oneof(arbitraryCommand, arbitraryText, fc.string({ unit: 'binary', maxLength: 60 }));

/** Text that makes a parser nest or repeat as deeply as it may. */
const hostile = fc
  .tuple(
    fc.constantFrom(...'(|$(|{ |if |! |`|"$(|${x:-|<(|case x in x) |a|a;|a && |a | |{a,|,|[|<<E |\\|\'|#|*'.split('|')),
    fc.nat(8000),
  )
  .map(([piece, length]) => `echo ${piece.repeat(Math.ceil(length / Math.max(1, piece.length)))}`.slice(0, 8192));

describe('analyseShell on generated commands', () => {
  it('never fails, and gives the same answer twice', () => {
    fc.assert(
      fc.property(commands, (command) => {
        const first = analyse(command);
        expect(first.reasons.map(({ code }) => code)).not.toContain('analysis-failed');
        expect(analyse(command)).toEqual(first);
      }),
      { numRuns: 800 },
    );
  });

  it('proves nothing that the two parsers read differently', () => {
    let proven = 0;
    fc.assert(
      fc.property(fc.oneof(arbitraryCommand, arbitraryText), (command) => {
        if (!analyse(command).proven) return;
        proven += 1;
        const { script, errors } = readWithUnbash(command);
        expect(errors).toBe(0);
        expect(sameScript(script, readWithMvdan(command) ?? [])).toBe(true);
      }),
      { numRuns: 1200 },
    );
    expect(proven).toBeGreaterThan(50);
  });

  it('takes bounded time for hostile text', () => {
    // Of this process, in microseconds: what other processes take does not count.
    let slowest = 0;
    fc.assert(
      fc.property(hostile, (command) => {
        const start = process.cpuUsage();
        analyse(command);
        slowest = Math.max(slowest, process.cpuUsage(start).user);
      }),
      { numRuns: 100 },
    );
    expect(slowest).toBeLessThan(3_000_000);
  });

  it('does not prove a command once a change is added to it', () => {
    const change = fc.constantFrom(
      '; touch z',
      '\ntouch z',
      ' > z',
      ' && rm z',
      ' | tee z',
      ' & touch z',
      ' $(touch z)',
      ' `touch z`',
      ' >(cat)',
      '; x=$(touch z)',
      '; x=touch; $x z',
      '; time touch z',
      ' | xargs -- touch',
      ' && x=-delete && find . $x',
      '; for x in $(date +%F) -delete; do find . $x; done',
      "; x='a[$(touch z)]'; echo $((x))",
      '; LC_ALL=C touch z',
    );
    fc.assert(
      fc.property(arbitraryCommand, change, (command, added) => {
        if (analyse(command).proven && !/#|<<|&$/.test(command)) expect(analyse(command + added).proven).toBe(false);
      }),
      { numRuns: 800 },
    );
  });
});
