import { describe, expect, it } from '@jest/globals';
import { readWithMvdan } from './mvdan-script.js';
import { sameScript } from './same-tree.js';
import { readWithUnbash } from './unbash-script.js';

const agree = (command: string): boolean => sameScript(readWithUnbash(command).script, readWithMvdan(command) ?? []);

describe('the two parsers', () => {
  it.each([
    ['ls -la | grep "a b" && echo \'x\' || true'],
    ['if a; then b; elif c; then d; else e; fi 2>&1'],
    ['for x in a "b c" *.d {1..3}; do e "$x"; done'],
    ['while read -r l; do c; done < f'],
    ['until a; do b; done'],
    ['case "$x" in a|b) c;; *) d;; esac'],
    ['[[ -f x && ! ( "$a" == b* || -n $c ) ]] && d'],
    ['cat <<E\nhello $x $(y)\nE'],
    ["cat <<'E'\n$(no)\nE"],
    ['diff <(sort a) <(sort b)'],
    ['echo ${x%.a} "${x:-b}" ${#x} ${x//a/b} ${x:1:2}'],
    ['echo $\'a\\tb\' \\* a\\ b "c\\$d" é'],
    ['(a; b) | { c; d; } >/dev/null'],
    ['! a | b'],
    ['echo $((1 + 2)) `a` $(b $(c))'],
  ])('read %j to the same tree', (command) => expect(agree(command)).toBe(true));

  it('do not agree when one of them refuses or guesses', () => {
    for (const command of ['ls "', 'cat <<E\nx', 'ls )', 'echo ${x@P}', 'f() { a; }', '((a))', 'x+=1', 'x=(1)'])
      expect(agree(command)).toBe(false);
  });

  it('leave the globals of the process as they were', () => {
    expect(Error.stackTraceLimit).toBeLessThanOrEqual(100);
    expect(Object.hasOwn(globalThis, 'require')).toBe(false);
  });

  it('go on working after text that one of them cannot parse', () => {
    expect(readWithMvdan('ls "')).toBeUndefined();
    expect(readWithMvdan('ls -la')).toHaveLength(1);
  });
});
