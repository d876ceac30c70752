import { afterAll, describe, expect, it } from '@jest/globals';
import { verifyEvents } from '../../../test/bent-story.js';
import { removeSampleBundles, verdictsOf } from '../../../test/sample-bundle.js';
import { SampleRecord } from '../../../test/sample-leaves.js';

afterAll(removeSampleBundles);

type Step = ['issue' | 'revoke' | 'start', string];

/** One allowed call for which leases are minted, revoked and used in this order. The decision is leaf 1. */
async function verdictsOfLeases(steps: readonly Step[], expiresAt = '2026-03-01T09:00:00.000Z'): Promise<string[]> {
  const record = new SampleRecord();
  const callId = 'call-a';
  const decision = record.decision(callId, 'allow');
  const { decisionId, actionDigest, argumentsDigest } = decision;
  record.add('ToolCallProposed', { callId, argumentsDigest }, { arguments: { path: '/workspace' } });
  record.add('ToolCallDecided', { decision });
  for (const [step, leaseId] of steps) {
    if (step === 'issue') record.add('LeaseIssued', { leaseId, callId, decisionId, actionDigest, expiresAt });
    if (step === 'revoke') record.add('LeaseRevoked', { leaseId, reasonCode: 'reply_lost' });
    if (step === 'start')
      record.add('ToolCallStarted', {
        callId,
        decisionId,
        leaseId,
        actionDigest,
        argumentsDigest,
        target: 'shell://sandbox',
      });
  }
  return verdictsOf(await verifyEvents(record.events));
}

const replaced: Step[] = [
  ['issue', 'lse-1'],
  ['revoke', 'lse-1'],
  ['issue', 'lse-2'],
];

describe('the rule on leases', () => {
  it('lets a lost lease give way to another', async () => {
    expect(await verdictsOfLeases([...replaced, ['start', 'lse-2']])).toEqual([]);
  });

  it('lets one that ran out give way without a word', async () => {
    const steps: Step[] = [
      ['issue', 'lse-1'],
      ['issue', 'lse-2'],
      ['start', 'lse-2'],
    ];
    expect(await verdictsOfLeases(steps, '2026-03-01T07:00:00.000Z')).toEqual([]);
  });

  it('names a second lease while the first is live', async () => {
    expect(
      await verdictsOfLeases([
        ['issue', 'lse-1'],
        ['issue', 'lse-2'],
        ['start', 'lse-2'],
      ]),
    ).toEqual(['lease_doubled 3']);
  });

  it('names the use of a revoked lease, before or after it was revoked', async () => {
    expect(await verdictsOfLeases([...replaced, ['start', 'lse-1']])).toEqual(['revoked_lease_used 5']);
    expect(
      await verdictsOfLeases([
        ['issue', 'lse-1'],
        ['start', 'lse-1'],
        ['revoke', 'lse-1'],
      ]),
    ).toEqual(['revoked_lease_used 4']);
  });
});
