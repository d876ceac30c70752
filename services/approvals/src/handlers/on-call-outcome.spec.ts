import { describe, expect, it } from '@jest/globals';
import type { Leaf } from '@countersign/contracts';
import type { PreparedEvent } from '@countersign/messaging';
import { heldDecision } from '../../test/held-decision.js';
import { InMemoryApprovalsStore } from '../storage/in-memory-approvals-store.js';
import { onCallOutcome } from './on-call-outcome.js';
import { onToolCallDecided } from './request-approval.js';

const at = '2026-11-21T12:00:00.000Z';
const common = { v: 1 as const, tenant: 'acme', time: at, subject: 'call_1' };

const decided: Leaf = {
  ...{
    ...common,
    id: 'decided_1',
    source: 'policy',
    type: 'ToolCallDecided',
    actor: { kind: 'service', id: 'policy' },
  },
  data: { decision: heldDecision('call_1'), signature: 's' },
};
const failed = (reasonCode: string): Leaf => ({
  ...{
    ...common,
    id: 'outcome_1',
    source: 'gateway',
    type: 'ToolCallFailed',
    actor: { kind: 'service', id: 'gateway' },
  },
  data: { callId: 'call_1', reasonCode, message: 'It did not run.', started: false },
});

function given() {
  const store = new InMemoryApprovalsStore();
  const published: PreparedEvent[] = [];
  const clock = { now: () => Date.parse(at) };
  const ids = { next: (prefix: string) => `${prefix}_1`, bytes: (count: number) => Buffer.alloc(count) };
  const publish = async (events: PreparedEvent[]) => void published.push(...events);
  const parts = { store, publish, clock, ids, verifyDecision: () => true };
  const body = Buffer.from('{}').toString('base64');
  const payloads = { arguments: { salt: '', body, mediaType: 'application/json' } };
  const heard = (leaf: Leaf) => ({ leaf, leafBytes: new Uint8Array(), payloads });
  return {
    store,
    types: () => [...new Set(published.map(({ type }) => type))],
    hold: () => onToolCallDecided(parts)(heard(decided)),
    fail: (reasonCode: string) => onCallOutcome(parts)(heard(failed(reasonCode))),
  };
}

describe('given a held call that ends before people decided', () => {
  it('withdraws the question, and says so on the record', async () => {
    const { store, hold, fail, types } = given();
    await hold();
    await fail('record_unavailable');
    expect(await store.get('acme', 'apr_1')).toMatchObject({ status: 'cancelled', callStatus: 'failed' });
    expect(types()).toEqual(['ApprovalRequested', 'ApprovalCancelled']);
  });

  it('does so too when policy held the call after the gateway had given up on it', async () => {
    const { store, hold, fail } = given();
    await fail('policy_unavailable');
    await hold();
    expect((await store.get('acme', 'apr_1'))?.status).toBe('cancelled');
  });

  it('hears it twice and tells it once', async () => {
    const { store, hold, fail } = given();
    await hold();
    await fail('gateway_interrupted');
    await fail('gateway_interrupted');
    await hold();
    expect(store.outbox.events().map(({ type }) => type)).toEqual(['ApprovalRequested', 'ApprovalCancelled']);
  });

  it('leaves what people have decided as it is', async () => {
    const { store, hold, fail } = given();
    await hold();
    await store.change({ tenant: 'acme', approvalId: 'apr_1' }, (approval) => ({
      approval: { ...approval, status: 'granted' },
      events: [],
    }));
    await fail('recheck_denied');
    expect(await store.get('acme', 'apr_1')).toMatchObject({ status: 'granted', callStatus: 'failed' });
  });
});
