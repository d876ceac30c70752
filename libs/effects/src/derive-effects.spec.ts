import { beforeAll, describe, expect, it } from '@jest/globals';
import { effectSchema, type EffectSource } from '@countersign/contracts';
import fc from 'fast-check';
import { deriveEffects } from './derive-effects.js';
import { loadAnalysers } from './load-analysers.js';

const sql: EffectSource = { as: 'sql', pointer: '/sql' };
const read: EffectSource = { as: 'path', pointer: '/path', access: 'read' };
const http: EffectSource = { as: 'http', url: '/url', method: '/method', headers: '/headers', body: '/body' };
const codes = (sources: EffectSource[], args: unknown): string[] =>
  deriveEffects(sources, args).reasons.map((reason) => reason.code);

describe('deriving effects', () => {
  beforeAll(loadAnalysers);

  it('proves nothing for a tool that names no source', () => {
    const { proven, effects, reasons } = deriveEffects([], { any: 'thing' });
    expect(proven).toBe(false);
    expect(effects.map((effect) => effect.kind)).toEqual(['unknown']);
    expect(reasons.map((reason) => reason.code)).toEqual(['no-effect-source']);
  });

  it('reads each argument by its pointer', () => {
    expect(deriveEffects([sql], { sql: 'SELECT * FROM public.users' })).toMatchObject({
      proven: true,
      relations: [{ schema: 'public', name: 'users', access: 'read' }],
    });
    expect(deriveEffects([{ ...sql, pointer: '/a~1b/0/x~0y' }], { 'a/b': [{ 'x~y': 'SELECT 1' }] }).proven).toBe(true);
    expect(deriveEffects([read], { path: '/workspace/a' }).paths).toEqual([
      { path: '/workspace/a', access: 'read', absolute: true },
    ]);
    expect(deriveEffects([http], { url: 'https://example.com/', method: 'GET' }).requests[0]?.host).toBe('example.com');
  });

  it.each([
    ['missing', {}],
    ['a number', { sql: 7 }],
    ['a list', { sql: ['SELECT 1'] }],
    ['an object', { sql: { text: 'SELECT 1' } }],
    ['null', { sql: null }],
    ['inherited', Object.create({ sql: 'SELECT 1' })],
    ['in another case', { SQL: 'SELECT 1' }],
    ['of a text instead of an object', 'SELECT 1'],
  ])('proves nothing when the argument is %s', (_, args) => {
    expect(codes([sql], args)).toEqual(['argument']);
    expect(deriveEffects([sql], args)).toMatchObject({ proven: false, effects: [{ kind: 'unknown' }] });
  });

  it('does not find members that are not own, nor odd array indexes', () => {
    for (const pointer of [
      '/__proto__',
      '/constructor/name',
      '/list/length',
      '/list/-',
      '/list/00',
      '/list/1e0',
      '/~2',
      '/',
    ]) {
      expect([pointer, codes([{ as: 'sql', pointer }], { list: ['SELECT 1', 'SELECT 1'] })]).toEqual([
        pointer,
        ['argument'],
      ]);
    }
  });

  it('is proven only when every source is', () => {
    const both = deriveEffects([sql, read], { sql: 'SELECT 1', path: '/workspace/../x' });
    expect(both.proven).toBe(false);
    expect(both.effects.map((effect) => effect.kind)).toContain('unknown');
    expect(deriveEffects([sql, read], { sql: 'SELECT 1', path: '/workspace/x' }).proven).toBe(true);
    expect(deriveEffects([sql, read], { sql: 'SELECT 1' }).proven).toBe(false);
  });

  it('takes a request without a named method for a GET, and insists on a method that is named', () => {
    const fetchOnly: EffectSource = { as: 'http', url: '/url' };
    expect(deriveEffects([fetchOnly], { url: 'https://example.com/' }).proven).toBe(true);
    expect(codes([http], { url: 'https://example.com/' })).toEqual(['argument']);
  });

  it('looks at the body and the headers that the definition names', () => {
    const request = { url: 'https://example.com/', method: 'GET' };
    expect(codes([http], { ...request, body: '' })).toEqual([]);
    expect(codes([http], { ...request, body: { a: 1 } })).toEqual(['http-body']);
    expect(codes([http], { ...request, headers: { 'X-HTTP-Method-Override': 'PUT' } })).toEqual(['http-header']);
  });

  it('analyses a shell command in the working directory that the definition names', () => {
    const shell: EffectSource = { as: 'shell', pointer: '/command', cwd: '/cwd' };
    const paths = (args: unknown): unknown => deriveEffects([shell], args).paths;
    expect(paths({ command: 'cat notes.txt', cwd: '/workspace' })).toEqual([
      { path: '/workspace/notes.txt', access: 'read', absolute: true },
    ]);
    expect(deriveEffects([shell], { command: 'cat notes.txt', cwd: '/workspace' }).proven).toBe(true);
    expect(paths({ command: 'cat notes.txt' })).toEqual([{ path: 'notes.txt', access: 'read', absolute: false }]);
    expect(deriveEffects([shell], { command: 'rm -rf /', cwd: '/workspace' })).toMatchObject({ proven: false });
    expect(codes([shell], { command: 'ls', cwd: 7 })).toEqual(['argument']);
    expect(codes([shell], { command: 7, cwd: '/workspace' })).toEqual(['argument']);
  });

  it.each(['relative', '/workspace/..', '~', '/work\u0000', '', '//server', '$HOME', '/a\nb'])(
    'does not prove a command with an unclear working directory: %j',
    (cwd) => {
      const shell: EffectSource = { as: 'shell', pointer: '/command', cwd: '/cwd' };
      expect(deriveEffects([shell], { command: 'cat notes.txt', cwd }).proven).toBe(false);
    },
  );

  it('lets the caller name private hosts', () => {
    const args = { url: 'http://127.0.0.1:9000/', method: 'GET' };
    expect(deriveEffects([http], args).proven).toBe(false);
    expect(deriveEffects([http], args, { privateHosts: ['127.0.0.1:9000'] }).proven).toBe(true);
  });

  it('adds declared effects', () => {
    const source: EffectSource = { as: 'declared', kind: 'write', target: { type: 'service', name: 'github' } };
    expect(deriveEffects([source], {})).toMatchObject({
      proven: true,
      effects: [{ kind: 'write', target: source.target }],
    });
    expect(deriveEffects([{ ...source, kind: 'unknown' }], {}).proven).toBe(false);
  });

  it('never throws, gives effects of the contract, and calls nothing unproven a plain read', () => {
    const sources = [sql, read, http, { as: 'shell', pointer: '/command', cwd: '/cwd' } as const];
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('SELECT 1', '/a', 'https://example.com/', 'GET', 'ls'),
    );
    const value = fc.oneof(text, fc.jsonValue());
    const args = fc.record({
      sql: value,
      path: value,
      url: value,
      method: value,
      headers: value,
      body: value,
      command: value,
    });
    fc.assert(
      fc.property(fc.subarray(sources), args, (chosen, values) => {
        const { effects, proven } = deriveEffects(chosen, values);
        for (const effect of effects) expect(effectSchema.safeParse(effect).success).toBe(true);
        if (!proven) expect(effects.some((effect) => effect.kind !== 'read' && effect.kind !== 'network')).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
