import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { SignJWT } from 'jose';
import { targetServer } from './target-server.js';

const url = 'http://127.0.0.1:9999';
const credentials = generateKeyPairSync('ed25519');
const server = targetServer({ leaseKey: credentials.publicKey, url });

interface LeaseShape {
  key?: KeyObject;
  scope?: string;
  audience?: string;
  expiresIn?: string;
  type?: string;
}

function lease(shape: LeaseShape = {}): Promise<string> {
  const {
    key = credentials.privateKey,
    scope = 'logs:read',
    audience = url,
    expiresIn = '60s',
    type = 'at+jwt',
  } = shape;
  return new SignJWT({ scope, tenant: 'demo', run: 'run_1', call: 'call_1', action: 'sha256:00' })
    .setProtectedHeader({ alg: 'EdDSA', typ: type })
    .setIssuer('countersign')
    .setSubject('incident-triage')
    .setAudience(audience)
    .setJti('lease_1')
    .setIssuedAt()
    .setExpirationTime(expiresIn)
    .sign(key);
}

function readLogs(token: string) {
  return server.inject({ url: '/logs?service=checkout', headers: { authorization: `Bearer ${token}` } });
}

describe('the demo target', () => {
  it('answers a request under a lease of credentials', async () => {
    const response = await readLogs(await lease());
    expect(response.statusCode).toBe(200);
    expect(response.json<{ lines: unknown[] }>().lines.length).toBeGreaterThan(3);
  });

  it.each<[string, LeaseShape]>([
    ['signed by somebody else', { key: generateKeyPairSync('ed25519').privateKey }],
    ['for another target', { audience: 'http://127.0.0.1:1' }],
    ['that has expired', { expiresIn: '-1s' }],
    ['that is a token of another kind', { type: 'run+jwt' }],
  ])('refuses a lease %s', async (_, shape) => {
    expect((await readLogs(await lease(shape))).statusCode).toBe(401);
  });

  it('refuses an operation outside the scope of the lease', async () => {
    expect((await readLogs(await lease({ scope: 'pulls:write' }))).statusCode).toBe(403);
  });

  it('refuses a request without a lease, or with garbage', async () => {
    expect((await server.inject({ url: '/logs?service=checkout' })).statusCode).toBe(401);
    expect((await readLogs('a.b.c')).statusCode).toBe(401);
  });

  it('does nothing with a body it does not know', async () => {
    const response = await server.inject({
      method: 'POST',
      url: '/repos/acme/shop/pulls',
      headers: { authorization: `Bearer ${await lease({ scope: 'pulls:write' })}` },
      payload: { title: 'x', head: 'fix', base: 'main', extra: true },
    });
    expect(response.statusCode).toBe(400);
  });

  it('shows what it received and counts a call that took effect twice, without keeping the lease itself', async () => {
    const fresh = targetServer({ leaseKey: credentials.publicKey, url });
    const post = async () =>
      fresh.inject({
        method: 'POST',
        url: '/repos/acme/shop/pulls',
        headers: { authorization: `Bearer ${await lease({ scope: 'pulls:write' })}` },
        payload: { title: 'Grow the pool', head: 'fix', base: 'main' },
      });
    await post();
    await post();
    await fresh.inject({ url: '/logs?service=checkout' });
    const response = await fresh.inject({ url: '/received' });
    expect(response.json()).toMatchObject({
      accepted: { openPullRequest: 2 },
      refused: 1,
      repeatedCalls: [{ call: 'call_1', times: 2 }],
    });
    expect(response.body).not.toContain('eyJ');
  });
});
