import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { urls } from '../../test/http/url-corpus.js';
import { analyseHttp, type HttpAnalysis, type HttpInput } from './analyse-http.js';

const analyse = (url: string, more: Partial<HttpInput> = {}): HttpAnalysis =>
  analyseHttp({ method: 'GET', url, pointer: '/url', methodPointer: '/method', ...more });
const codes = (analysis: HttpAnalysis): string[] => analysis.reasons.map((reason) => reason.code);
const kinds = (analysis: HttpAnalysis): string[] => analysis.effects.map((effect) => effect.kind);

describe('analysing an HTTP request', () => {
  it('proves no URL of the adversarial corpus and says why', () => {
    const all = [...urls.privateHosts, ...urls.privateHostsInDisguise, ...urls.oddUrls];
    expect(all.length).toBeGreaterThanOrEqual(200);
    expect(all.filter((url) => analyse(url).proven)).toEqual([]);
    expect(all.filter((url) => codes(analyse(url)).length === 0)).toEqual([]);
  });

  it('marks every private host as private, in every notation', () => {
    const all = [...urls.privateHosts, ...urls.privateHostsInDisguise];
    expect(all.filter((url) => analyse(url).requests[0]?.private !== true)).toEqual([]);
  });

  it('proves ordinary URLs as a read over the network', () => {
    expect(urls.ordinary.filter((url) => !analyse(url).proven)).toEqual([]);
    expect(urls.ordinary.filter((url) => kinds(analyse(url)).join(' ') !== 'read network')).toEqual([]);
    expect(urls.ordinary.filter((url) => analyse(url).requests[0]?.private !== false)).toEqual([]);
  });

  it('reports the normalised request', () => {
    expect(analyse('https://API.Example.com:443/a/%7euser/%e4?x=1#top').requests).toEqual([
      {
        method: 'GET',
        scheme: 'https',
        host: 'api.example.com',
        port: 443,
        path: '/a/~user/%E4',
        url: 'https://api.example.com/a/%7euser/%e4?x=1',
        private: false,
      },
    ]);
  });

  it('keeps user information and the query out of what is recorded', () => {
    const shown = JSON.stringify(analyse('https://me:hunter2@example.com/a?key=hunter2').effects);
    expect(shown).not.toContain('hunter2');
    expect(shown).toContain('https://example.com/a');
  });

  it('derives the kind from the method', () => {
    const kindOf = (method: string): string => kinds(analyse('https://example.com/', { method })).join(' ');
    expect(['GET', 'head', 'OPTIONS'].map(kindOf)).toEqual(['read network', 'read network', 'read network']);
    expect(['POST', 'put', 'PATCH'].map(kindOf)).toEqual(['write network', 'write network', 'write network']);
    expect(kindOf('DELETE')).toBe('delete network');
    for (const method of [
      'TRACE',
      'CONNECT',
      'Get',
      'GET ',
      '',
      'GET\r\nX: y',
      'PROPFIND',
      'gеt',
      'OPTıONS',
      '__proto__',
    ]) {
      expect([method, kindOf(method)]).toEqual([method, 'unknown network']);
      expect(codes(analyse('https://example.com/', { method }))).toEqual(['http-method']);
    }
  });

  it('does not take a GET with a body or an overriding header for a read', () => {
    expect(codes(analyse('https://example.com/', { hasBody: true }))).toEqual(['http-body']);
    for (const name of [
      'X-HTTP-Method-Override',
      'x-http-method',
      'X-Method-Override',
      'Host',
      'X-Original-URL',
      'x-rewrite-url',
      'X-Forwarded-Host',
      'Transfer-Encoding',
      'Content-Length',
      'Connection',
      'Upgrade',
      'X-Anything',
      'accept ',
      'a:b',
      '',
      'Exp\u0435ct',
    ]) {
      const analysis = analyse('https://example.com/', { headers: { [name]: 'DELETE' } });
      expect([name, analysis.proven, codes(analysis)]).toEqual([name, false, ['http-header']]);
      expect(kinds(analysis)).toEqual(['unknown', 'network']);
    }
  });

  it('accepts ordinary headers and refuses values that are not one line', () => {
    const headers = {
      Accept: 'application/json',
      'X-GitHub-Api-Version': '2022-11-28',
      'x-request-id': 'a',
      Authorization: 'Bearer x',
    };
    expect(analyse('https://example.com/', { headers }).proven).toBe(true);
    expect(analyse('https://example.com/', { headers: [['accept', '*/*']] }).proven).toBe(true);
    for (const bad of [
      'text',
      7,
      [['accept']],
      ['accept: x'],
      { accept: 'a\r\nHost: b' },
      { accept: ['a'] },
      { accept: '\u2028' },
    ]) {
      expect(codes(analyse('https://example.com/', { headers: bad }))).toEqual(['http-header']);
    }
  });

  it('lets governance name a private host by its normal notation, but never a metadata service', () => {
    const privateHosts = ['127.0.0.1:9000', 'grafana.internal', '::1', '169.254.169.254', 'metadata.google.internal'];
    expect(analyse('http://127.0.0.1:9000/x', { privateHosts })).toMatchObject({
      proven: true,
      requests: [{ private: true }],
    });
    expect(analyse('http://grafana.internal/x', { privateHosts }).proven).toBe(true);
    expect(analyse('http://[::1]/x', { privateHosts }).proven).toBe(true);
    for (const url of [
      'http://127.0.0.1/',
      'http://127.1:9000/',
      'http://0x7f000001:9000/',
      'http://169.254.169.254/',
      'http://metadata.google.internal/',
    ]) {
      expect([url, analyse(url, { privateHosts }).proven]).toEqual([url, false]);
    }
  });

  it('never throws, and proves only URLs that every parser reads alike', () => {
    const piece = fc.constantFrom(
      'http',
      'https',
      '://',
      '/',
      '@',
      '\\',
      '#',
      '?',
      ':',
      '%2e',
      '..',
      'example.com',
      '127.0.0.1',
      '[::1]',
      '\t',
      'a',
      '80',
      '\u3002',
    );
    const text = fc.oneof(
      fc.webUrl(),
      fc.string({ unit: 'binary' }),
      fc.array(piece, { maxLength: 12 }).map((parts) => parts.join('')),
      fc.array(piece, { maxLength: 8 }).map((parts) => `https://example.com/${parts.join('')}`),
    );
    fc.assert(
      fc.property(text, (url) => {
        const { proven, effects, requests } = analyse(url);
        expect(
          effects.length > 0 && effects.every((effect) => effect.kind === 'read' || effect.kind === 'network'),
        ).toBe(proven);
        if (!proven) return;
        const [, host = ''] = /^https?:\/\/(\[[^\]]*\]|[^/:?#@]+)/.exec(url) ?? [];
        expect(requests[0]?.host).toBe(host.toLowerCase().replace(/^\[|\]$/g, ''));
        expect(new URL(requests[0]?.url ?? '').hostname).toBe(host.toLowerCase());
      }),
      { numRuns: 3_000 },
    );
  });
});
