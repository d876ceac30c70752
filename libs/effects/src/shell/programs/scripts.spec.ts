import { describe, expect, it } from '@jest/globals';
import { isSafeAwkProgram } from './awk-program.js';
import { isSafeFormat } from './printf-format.js';
import { isSafeSedScript } from './sed-script.js';

describe('isSafeSedScript', () => {
  it.each([
    ['p'],
    ['1,5p'],
    ['$!N;P;D'],
    ['/a/,/b/d'],
    ['s/a\\/b/c/2gI'],
    ['s|/a|/b|'],
    ['s/[^/x]*//'.replace('/x', 'x')],
    ['y/abc/xyz/'],
    ['/x/{s/a/b/;p;}'],
    [':a;N;$!ba;s/\\n/ /g'],
    ['2q'],
    ['1i header'],
    ['\\,/usr,p'],
    ['0~3d'],
    ['/a/,+2p'],
  ])('knows that %s only prints and changes text', (script) => expect(isSafeSedScript(script)).toBe(true));

  it.each([
    ['w out'],
    ['s/a/b/w out'],
    ['s/a/b/e'],
    ['1e id'],
    ['r /etc/shadow'],
    ['R x'],
    ['W x'],
    ['s/[/]/x/w out'],
    ['s/[\\\\/]/x/w out/'],
    ['s/[\\]/x/;w out/;p'],
    ['a\\\nx'],
    ['s\na\nb\ne'],
    ['seaebe'],
    ['{p'],
    ['p}'],
    ['/x/{a text}'],
    ['# c\nw out'],
    ['s/a/b'],
  ])('does not take %j for safe', (script) => expect(isSafeSedScript(script)).toBe(false));
});

describe('isSafeAwkProgram', () => {
  it.each([
    ['{print $1}'],
    ['$3 > 100 && /a|b/ {n++} END {print n / NR}'],
    ['{print ($1 > 5 ? "a" : "b")}'],
    ['{print ($1 + $2) / 2; x = $1 / 2}'],
    ['BEGIN {FS=","} {printf "%s > %d\\n", $1, $2}'],
    ['{gsub(/[|>]/, "-"); print}'],
    ['!seen[$0]++'],
    ['/"/ {print "|"}'],
    ['{for (k in a) if (a[k] > m) m = a[k]} END {print m}'],
  ])('knows that %s only computes and prints', (program) => expect(isSafeAwkProgram(program)).toBe(true));

  it.each([
    ['{print > "f"}'],
    ['{print a, b >> "f"}'],
    ['{print(1) > "f"}'],
    ['{print (1)(2) > "f"}'],
    ['{print a,\nb > "f"}'],
    ['{print | "sh"}'],
    ['{"id" | getline}'],
    ['{system("id")}'],
    ['{getline < "f"}'],
    ['@load "x"'],
    ['{f = "system"; @f("id")}'],
    ['function f() {} {f()}'],
    ['BEGIN {ARGV[1] = "/etc/shadow"}'],
    ['{ if (x) /"/; print "a" > "f"; if (y) /"/ }'],
    ['{ x++ /"/; print "a" > "f"; /"/ }'],
    ['length / 2; {print > "x"} /'],
    ['/[/]/ {print > "f"}'],
    ['{print "a\n" > "f"}'],
    ['{print `id`}'],
  ])('does not take %j for safe', (program) => expect(isSafeAwkProgram(program)).toBe(false));
});

describe('isSafeFormat', () => {
  it('knows the conversions that only print', () => {
    for (const format of ['%s\\n', '%-10s|%05.2f|%x', '100%%', '%*d', 'plain', '%q %b'])
      expect(isSafeFormat(format)).toBe(true);
  });

  it('refuses conversions that set a variable, and those it does not know', () => {
    for (const format of ['%n', '%5n', '%ln', '%%%n', '%(%F)T', '%1$s', '%', '%z'])
      expect(isSafeFormat(format)).toBe(false);
  });
});
