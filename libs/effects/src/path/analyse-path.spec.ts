import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { paths } from '../../test/path/path-corpus.js';
import { analysePath, type PathAnalysis } from './analyse-path.js';
import { isWithin } from './is-within.js';

const analyse = (path: string, cwd?: string): PathAnalysis =>
  analysePath({ path, access: 'read', pointer: '/path', ...(cwd === undefined ? {} : { cwd }) });

describe('analysing a path', () => {
  it('proves no adversarial path and says why', () => {
    expect(paths.adversarial.length).toBeGreaterThanOrEqual(100);
    expect(paths.adversarial.filter((path) => analyse(path).proven)).toEqual([]);
    expect(paths.adversarialWithCwd.filter(({ path, cwd }) => analyse(path, cwd).proven)).toEqual([]);
    expect(paths.adversarial.filter((path) => analyse(path).reasons.length === 0)).toEqual([]);
  });

  it('proves every ordinary path', () => {
    expect(paths.ordinary.filter((path) => !analyse(path).proven)).toEqual([]);
  });

  it('reports the normalised absolute path with the access as its effect', () => {
    const analysis = analysePath({ path: 'src//./index.ts', access: 'delete', pointer: '/path', cwd: '/workspace/' });
    expect(analysis.paths).toEqual([{ path: '/workspace/src/index.ts', access: 'delete', absolute: true }]);
    expect(analysis.effects).toMatchObject([
      { kind: 'delete', target: { type: 'path', name: '/workspace/src/index.ts' }, span: { start: 0, end: 15 } },
    ]);
    expect(analysis.proven).toBe(true);
  });

  it('reports where a traversal leads by its text, without proving it', () => {
    const analysis = analyse('/workspace/../etc/passwd');
    expect(analysis.paths).toEqual([{ path: '/etc/passwd', access: 'read', absolute: true }]);
    expect(analysis.reasons.map((reason) => reason.code)).toEqual(['path-traversal']);
    expect(analysis.effects.map((effect) => effect.kind)).toEqual(['read', 'unknown']);
  });

  it('keeps a relative path relative when no working directory is known', () => {
    expect(analyse('src/a.ts').paths).toEqual([{ path: 'src/a.ts', access: 'read', absolute: false }]);
  });

  it('keeps percent-encoding as part of the name and notes it', () => {
    const analysis = analyse('/workspace/with%20space');
    expect(analysis.paths[0]?.path).toBe('/workspace/with%20space');
    expect(analysis.reasons.map((reason) => reason.code)).toEqual(['path-percent']);
  });

  it('never throws, never leaves an unproven path with reads only, and proves absolute clean paths only', () => {
    const piece = fc.constantFrom(
      '..',
      '.',
      '',
      'a',
      'b c',
      '\u0000',
      '%2e',
      '~',
      '\\',
      'proc',
      '\u202e',
      'e\u0301',
      ' ',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece).map((parts) => `/${parts.join('/')}`),
    );
    fc.assert(
      fc.property(text, (path) => {
        const { proven, effects, paths: found } = analyse(path);
        expect(effects.every((effect) => effect.kind === 'read')).toBe(proven);
        if (proven) expect(found[0]?.path.split('/').slice(1)).not.toContain('..');
        if (proven) expect(path).not.toMatch(/\p{C}/u);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('being within a folder', () => {
  it('compares whole components', () => {
    expect(isWithin('/workspace/a', ['/workspace'])).toBe(true);
    expect(isWithin('/workspace', ['/workspace/'])).toBe(true);
    expect(isWithin('/workspace-evil/a', ['/workspace'])).toBe(false);
    expect(isWithin('/workspac', ['/workspace'])).toBe(false);
    expect(isWithin('/etc', ['/'])).toBe(true);
    expect(isWithin('/b/x', ['/a', '/b'])).toBe(true);
    expect(isWithin('/a', [])).toBe(false);
  });

  it('looks through dots and slashes on both sides', () => {
    expect(isWithin('/workspace/../etc', ['/workspace'])).toBe(false);
    expect(isWithin('/workspace/./a//b', ['//workspace/./'])).toBe(true);
    expect(isWithin('/a/b', ['/x/../a'])).toBe(true);
  });

  it('holds nothing relative, on either side', () => {
    expect(isWithin('workspace/a', ['/workspace'])).toBe(false);
    expect(isWithin('/workspace/a', ['workspace', '', '.'])).toBe(false);
  });

  it('counts case, unless asked not to for a list of forbidden folders', () => {
    expect(isWithin('/Workspace/a', ['/workspace'])).toBe(false);
    expect(isWithin('/Workspace/.GIT/config', ['/workspace/.git'], { anyCase: true })).toBe(true);
  });
});
