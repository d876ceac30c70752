import { describe, expect, it } from '@jest/globals';
import { InMemoryApprovalsStore } from '../storage/in-memory-approvals-store.js';
import { checkApprovers } from './check-approvers.js';

describe('the people who could decide', () => {
  it('are those with a token that is still good, in this tenant', async () => {
    const store = new InMemoryApprovalsStore();
    const token = (tenant: string, person: string, revokedAt: number | null) => ({
      tokenId: `tok_${tenant}_${person}`,
      tenant,
      person,
      digest: `sha256:${person}${tenant}`,
      revokedAt,
    });
    await store.addToken(token('demo', 'ada', null), []);
    await store.addToken(token('demo', 'ben', 1), []);
    await store.addToken(token('acme', 'eve', null), []);
    const answer = await checkApprovers({ store })({ tenant: 'demo', people: ['ada', 'ben', 'eve', 'zoe'] });
    expect(answer).toEqual({ ok: true, value: { withoutSignIn: ['ben', 'eve', 'zoe'] } });
  });
});
