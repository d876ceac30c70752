import { describe, expect, it } from '@jest/globals';
import type { HttpRequestUse } from '../effect-analysis.js';
import { matchesAllowed } from './matches-allowed.js';

const request = (change: Partial<HttpRequestUse> = {}): HttpRequestUse => ({
  method: 'GET',
  scheme: 'https',
  host: 'api.example.com',
  port: 443,
  path: '/v1/items/42',
  url: 'https://api.example.com/v1/items/42',
  private: false,
  ...change,
});

describe('matching a request with an allow-list', () => {
  it('compares hosts label by label', () => {
    const allowed = { hosts: ['example.com', '*.example.org', 'API.Example.NET.'] };
    const matching = ['example.com', 'a.example.org', 'a.b.example.org', 'api.example.net'];
    const others = [
      'evil-example.com',
      'a.example.com',
      'example.com.evil.com',
      'example.org',
      'evilexample.org',
      '.example.org',
      'xexample.com',
      'api.example.ne',
    ];
    expect(matching.filter((host) => !matchesAllowed(request({ host }), allowed))).toEqual([]);
    expect(others.filter((host) => matchesAllowed(request({ host }), allowed))).toEqual([]);
  });

  it('does not take a bare star or a star inside a name for a pattern', () => {
    for (const pattern of ['*', '*.', '*.*', 'api.*', '*example.com', '*.*.com']) {
      expect([pattern, matchesAllowed(request(), { hosts: [pattern] })]).toEqual([pattern, false]);
    }
  });

  it('compares paths segment by segment', () => {
    const matches = (path: string, pattern: string): boolean => matchesAllowed(request({ path }), { paths: [pattern] });
    expect(matches('/v1/items', '/v1/items')).toBe(true);
    expect(matches('/v1/items-secret', '/v1/items')).toBe(false);
    expect(matches('/v1/items/', '/v1/items')).toBe(false);
    expect(matches('/v1/items/42', '/v1/items/*')).toBe(true);
    expect(matches('/v1/items/42/x', '/v1/items/*')).toBe(false);
    expect(matches('/v1/items/', '/v1/items/*')).toBe(false);
    expect(matches('/v1/items/42/x', '/v1/**')).toBe(true);
    expect(matches('/v1', '/v1/**')).toBe(true);
    expect(matches('/v10/x', '/v1/**')).toBe(false);
    expect(matches('/anything', '/**')).toBe(true);
    expect(matches('/V1/items', '/v1/items')).toBe(false);
  });

  it('takes the port of the scheme when none is listed', () => {
    expect(matchesAllowed(request({ port: 8443 }), {})).toBe(false);
    expect(matchesAllowed(request({ scheme: 'http', port: 443 }), {})).toBe(false);
    expect(matchesAllowed(request({ port: 8443 }), { ports: [8443] })).toBe(true);
    expect(matchesAllowed(request(), { ports: [8443] })).toBe(false);
  });

  it('limits methods, and an empty list allows nothing', () => {
    expect(matchesAllowed(request(), { methods: ['GET', 'HEAD'] })).toBe(true);
    expect(matchesAllowed(request({ method: 'POST' }), { methods: ['GET'] })).toBe(false);
    expect(matchesAllowed(request(), { hosts: [] })).toBe(false);
    expect(matchesAllowed(request(), { paths: [] })).toBe(false);
  });
});
