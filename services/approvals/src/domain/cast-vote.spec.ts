import { describe, expect, it } from '@jest/globals';
import type { Decision } from '@countersign/contracts';
import fc from 'fast-check';
import type { Approval } from './approval.js';
import { castVote, type VoteCommand } from './cast-vote.js';
import { requestApproval } from './request-approval.js';

const asked = Date.parse('2026-11-21T10:00:00.000Z');
const action = `sha256:${'a'.repeat(64)}`;
const people = ['ada.oncall', 'ben.oncall', 'cleo.oncall'];

function pending(quorum: number, change: Partial<Decision> = {}): Approval {
  const decision = {
    decisionId: 'dec_1',
    callId: 'call_1',
    tenant: 'demo',
    verdict: 'hold',
    actionDigest: action,
    decidedAt: '2026-11-21T10:00:00.000Z',
    principal: 'pia.principal',
    owner: 'ola.owner',
    approvers: {
      groups: [],
      people: [...people, 'ola.owner', 'pia.principal'],
      quorum,
      expiresInSeconds: 3600,
      escalate: { afterSeconds: 600, groups: [], people: ['lea.lead'] },
    },
    ...change,
  } as unknown as Decision;
  return requestApproval({ decision, argumentsText: '{}', traceparent: null }, asked);
}

const vote = (person: string, change: Partial<VoteCommand> = {}): VoteCommand => ({
  person,
  vote: 'approve',
  actionDigest: action,
  reason: null,
  channel: 'api',
  at: asked + 1000,
  ...change,
});

function after(approval: Approval, ...votes: VoteCommand[]): Approval {
  return votes.reduce((current, command) => {
    const outcome = castVote(current, command);
    return outcome.ok ? outcome.approval : current;
  }, approval);
}

const refusalOf = (approval: Approval, command: VoteCommand) => {
  const outcome = castVote(approval, command);
  return outcome.ok ? outcome.outcome : outcome.refusal.reasonCode;
};

describe('voting on a held call', () => {
  it('grants when enough distinct people approve', () => {
    expect(after(pending(2), vote('ada.oncall')).status).toBe('pending');
    expect(after(pending(2), vote('ada.oncall'), vote('ben.oncall')).status).toBe('granted');
  });

  it('rejects at the first rejection, whatever came before', () => {
    expect(after(pending(3), vote('ada.oncall'), vote('ben.oncall', { vote: 'reject', reason: 'no' })).status).toBe(
      'rejected',
    );
  });

  it.each([
    ['the owner of the agent, although listed', vote('ola.owner'), 'self_approval'],
    ['the principal of the run, although listed', vote('pia.principal'), 'self_approval'],
    ['somebody who is not among the approvers', vote('mal.lory'), 'not_an_approver'],
    ['an escalation person before the time', vote('lea.lead'), 'not_an_approver'],
    [
      'somebody who saw another action',
      vote('ada.oncall', { actionDigest: `sha256:${'b'.repeat(64)}` }),
      'action_changed',
    ],
    ['anybody after the end', vote('ada.oncall', { at: asked + 3_600_000 }), 'expired'],
  ])('refuses %s', (_, command, code) => expect(refusalOf(pending(1), command)).toBe(code));

  it('lets escalation people vote once the time has come', () => {
    expect(refusalOf(pending(1), vote('lea.lead', { at: asked + 600_000 }))).toBe('granted');
  });

  it('counts nobody twice', () => {
    const once = after(pending(2), vote('ada.oncall'));
    expect(refusalOf(once, vote('ada.oncall'))).toBe('already_voted');
  });

  it('takes no vote once decided', () => {
    const granted = after(pending(1), vote('ada.oncall'));
    expect(refusalOf(granted, vote('ben.oncall', { vote: 'reject', reason: 'late' }))).toBe('already_decided');
  });

  it('holds for any sequence of votes: a grant has enough distinct eligible people and no rejection', () => {
    const anybody = fc.constantFrom(...people, 'ola.owner', 'pia.principal', 'mal.lory', 'lea.lead');
    const command = fc.record({
      person: anybody,
      vote: fc.constantFrom('approve' as const, 'reject' as const),
      later: fc.integer({ min: 0, max: 4_000_000 }),
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), fc.array(command, { maxLength: 12 }), (quorum, commands) => {
        const done = after(
          pending(quorum),
          ...commands.map(({ person, vote: choice, later }) =>
            vote(person, { vote: choice, at: asked + later, reason: 'r' }),
          ),
        );
        if (done.status !== 'granted') return;
        const approved = done.votes.map(({ person }) => person);
        expect(new Set(approved).size).toBe(quorum);
        expect(done.votes.every(({ vote: choice, at }) => choice === 'approve' && at < done.expiresAt)).toBe(true);
        expect(approved.every((person) => [...people, 'lea.lead'].includes(person))).toBe(true);
      }),
    );
  });
});
