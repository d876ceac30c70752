import { describe, expect, it } from '@jest/globals';
import { mayClimb, resolvePath, startDirectory } from './resolve-path.js';
import { isSpecialPath } from './special-path.js';

describe('resolvePath', () => {
  it('resolves lexically against every directory the shell can be in', () => {
    expect(resolvePath('../x', ['/a/b', '/c'])).toEqual(['/a/x', '/x']);
    expect(resolvePath('//a/./b/../c/', undefined)).toEqual(['/a/c']);
    expect(resolvePath('x', undefined)).toBeUndefined();
  });

  it('takes only a plain absolute start directory', () => {
    expect(startDirectory('/a/../b/')).toEqual(['/b']);
    for (const cwd of [undefined, 'relative', '', '/a\nb', '/a\0']) expect(startDirectory(cwd)).toEqual(['.']);
  });

  it('knows the patterns that can match the parent directory', () => {
    for (const pattern of ['.*', 'a/.?/b', '.[.]']) expect(mayClimb(pattern)).toBe(true);
    for (const pattern of ['*', '*.ts', 'a/*/b', '?']) expect(mayClimb(pattern)).toBe(false);
  });
});

describe('isSpecialPath', () => {
  it.each([
    ['/dev/sda'],
    ['/dev/tcp/host/80'],
    ['/proc/self/environ'],
    ['//proc/1/environ'],
    ['/tmp/../proc/self/mem'],
    ['../../proc/self/environ'],
    ['/pr*/self/environ'],
    ['/proc/*/environ'],
    ['/proc/net/../self/environ'],
    ['/inet/tcp/0/x/80'],
    ['/sys/kernel/debug/x'],
    ['/run/secrets/token'],
    ['/'],
  ])('guards %s', (path) => expect(isSpecialPath(path)).toBe(true));

  it.each([['/dev/null'], ['/proc/cpuinfo'], ['/etc/passwd'], ['/workspace/dev/app.js'], ['proc/x'], ['/developer/x']])(
    'leaves %s to the policy',
    (path) => expect(isSpecialPath(path)).toBe(false),
  );
});
