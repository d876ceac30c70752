import type { HttpConnector } from '@countersign/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildTargetRequest } from './build-target-request.js';

const connector = (changes: Partial<HttpConnector> = {}): HttpConnector => ({
  ...{ kind: 'http', baseUrl: 'https://api.example/v1/', method: 'POST', path: '/repos/{repo}/pulls' },
  ...{ query: ['draft'], headers: {}, timeoutMs: 1_000, maxResponseBytes: 1_000 },
  ...changes,
});

describe('the request that a call becomes', () => {
  it('puts each argument where the tool says, and the rest into the body', () => {
    const built = buildTargetRequest(connector(), { repo: 'a/b c', draft: true, title: 'Fix' });
    expect(built).toMatchObject({
      ok: true,
      value: {
        url: 'https://api.example/v1/repos/a%2Fb%20c/pulls?draft=true',
        body: '{"title":"Fix"}',
        headers: { 'content-type': 'application/json' },
      },
    });
  });

  it('puts the rest into the query where a request has no body', () => {
    const built = buildTargetRequest(connector({ method: 'GET' }), { repo: 'a', labels: ['x', 'y'], none: null });
    expect(built).toMatchObject({
      ok: true,
      value: { url: 'https://api.example/v1/repos/a/pulls?labels=x&labels=y', body: null },
    });
  });

  it.each([[''], ['.'], ['..'], [null], [['a']], [undefined]])('refuses %j as a part of the path', (repo) => {
    expect(buildTargetRequest(connector(), { repo } as never)).toMatchObject({
      ok: false,
      refusal: { reasonCode: 'arguments_invalid' },
    });
  });

  it('never leaves the path of the tool, whatever the argument', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (repo) => {
        const built = buildTargetRequest(connector(), { repo });
        if (!built.ok) return;
        const { origin, pathname } = new URL(built.value.url);
        expect([origin, pathname.split('/').length, pathname.endsWith('/pulls')]).toEqual([
          'https://api.example',
          5,
          true,
        ]);
      }),
    );
  });

  it('lets no argument add a header or take over the credential', () => {
    const templates = { 'x-team': '{team}', Authorization: 'Bearer {team}', Host: '{team}' };
    const built = buildTargetRequest(connector({ headers: templates }), { repo: 'a', team: 'core' });
    expect(built.ok && built.value.headers).toEqual({ 'x-team': 'core' });
    for (const team of ['a\r\nx: y', 'a\nb', '\u2028', '\u0000']) {
      expect(buildTargetRequest(connector({ headers: templates }), { repo: 'a', team }).ok).toBe(false);
    }
  });
});
