import { describe, expect, it } from '@jest/globals';
import type { Issuer } from '../issuers/issuer.js';
import { checkIssuers } from './check-issuers.js';

const issuers = new Map<string, Issuer>([
  ['jwt', { mint: async () => 'a secret value' }],
  ['secret', { mint: async ({ scope }) => (scope[0] === 'kept' ? 'another secret value' : null) }],
]);
const clock = { now: () => 1_000 };
const credential = (tool: string, issuer: string, ...scope: string[]) => ({ tool, issuer, scope });

describe('whether credentials could be issued', () => {
  it('names the tools whose credential cannot be had, and why', async () => {
    const credentials = [
      credential('logs.read', 'jwt', 'logs:read'),
      credential('mail.send', 'secret', 'kept'),
      credential('db.query', 'secret', 'lost'),
      credential('vault.open', 'vault', 'any'),
    ];
    const answer = await checkIssuers({ issuers, clock } as never)({ tenant: 'demo', credentials });
    expect(answer).toEqual({
      ok: true,
      value: {
        faults: {
          'db.query': 'issuer secret has nothing for this scope',
          'vault.open': 'credentials has no issuer called vault',
        },
      },
    });
    expect(JSON.stringify(answer)).not.toContain('secret value');
  });
});
