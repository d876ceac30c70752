import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadAnalysers } from '@countersign/effects';
import { governance, revisionOf, rule } from '../../../test/governance.js';
import type { CallContext } from './call-context.js';
import { decideToolCall } from './decide-tool-call.js';

beforeAll(loadAnalysers);

const group = (name: string, ...members: string[]) => ({ kind: 'Group', name, members });
const hold = (approvers: Record<string, unknown>) => rule('hold', { tools: ['mail.send'], approvers });

function decide(rules: unknown[], context: Partial<CallContext> = {}, more: Record<string, unknown>[] = []) {
  const call = { agent: 'bot', tool: 'mail.send', arguments: {} };
  return decideToolCall(revisionOf(governance(rules, more)), call, { nowMs: 0, principal: null, ...context });
}

describe('who may approve', () => {
  it('is everybody the rule names, except the owner of the agent', () => {
    expect(decide([hold({ groups: ['on-call'] })]).approvers).toEqual({
      groups: ['on-call'],
      people: ['ada', 'ben'],
      quorum: 1,
      expiresInSeconds: 86_400,
    });
  });

  it('is neither the principal nor the requester', () => {
    expect(decide([hold({ groups: ['on-call'] })], { principal: 'ada' }).approvers?.people).toEqual(['ben']);
    expect(decide([hold({ groups: ['on-call'] })], { requester: 'ben' }).approvers?.people).toEqual(['ada']);
  });

  it('is nobody when too few are left, and then the call is denied at once', () => {
    expect(decide([hold({ groups: ['on-call'], quorum: 2 })], { principal: 'ada' })).toMatchObject({
      verdict: 'deny',
      reasonCode: 'approvers_unavailable',
      reasons: [expect.stringContaining('2 approver(s) needed from on-call, 1 may decide')],
    });
    expect(decide([hold({ people: ['owner'] })]).reasonCode).toBe('approvers_unavailable');
  });

  it('grows by the people that an escalation reaches, without parties', () => {
    const approvers = { people: ['ada'], quorum: 2, expires: '2h', escalate: { after: '30m', to: ['leads'] } };
    const outcome = decide([hold(approvers)], {}, [group('leads', 'ben', 'owner')]);
    expect(outcome.approvers).toMatchObject({
      people: ['ada'],
      expiresInSeconds: 7200,
      escalate: { afterSeconds: 1800, groups: ['leads'], people: ['ben'] },
    });
  });
});

describe('several rules that hold one call', () => {
  it('are satisfied by people whom all of them name, as strictly as the strictest', () => {
    const rules = [hold({ groups: ['on-call'], expires: '1h' }), hold({ groups: ['security'], quorum: 2 })];
    expect(decide(rules, {}, [group('security', 'ben', 'ada')]).approvers).toEqual({
      groups: ['on-call', 'security'],
      people: ['ada', 'ben'],
      quorum: 2,
      expiresInSeconds: 3600,
    });
  });

  it('deny the call when nobody could satisfy all of them', () => {
    const rules = [hold({ people: ['ada'] }), hold({ people: ['ben'] })];
    expect(decide(rules)).toMatchObject({ verdict: 'deny', reasonCode: 'approvers_conflict' });
  });

  it('count as one when they ask for the same', () => {
    const [first, second] = [hold({ people: ['ada'] }), { ...hold({ people: ['ada'] }), name: 'again' }];
    expect(decide([first, second]).approvers?.people).toEqual(['ada']);
  });
});
