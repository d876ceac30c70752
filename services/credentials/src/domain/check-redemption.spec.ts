import { describe, expect, it } from '@jest/globals';
import { actionDigestInput, type Decision, type Grant } from '@countersign/contracts';
import { digestOfJson } from '@countersign/evidence';
import { checkRedemption } from './check-redemption.js';

const now = Date.parse('2026-11-21T10:00:00.000Z');
const context = { now, maxAgeMs: 60_000 };
const digest = (letter: string) => `sha256:${letter.repeat(64)}`;

function decision(change: Partial<Decision> = {}): Decision {
  const base: Decision = {
    kind: 'tool_call',
    decisionId: 'dec_1',
    tenant: 'demo',
    callId: 'call_1',
    phase: 'initial',
    agent: 'incident-triage',
    run: 'run_1',
    tool: 'logs.read',
    verdict: 'allow',
    reasonCode: 'allowed',
    reasons: [],
    rule: null,
    policyRevision: digest('a'),
    inputDigest: digest('b'),
    argumentsDigest: digest('c'),
    toolDefinitionDigest: digest('d'),
    actionDigest: '',
    target: 'GET http://target/logs',
    credentialScope: ['logs:read'],
    effects: [],
    proven: true,
    obligations: {},
    principal: null,
    owner: 'ola.owner',
    decidedAt: '2026-11-21T09:59:59.000Z',
    ...change,
  };
  return { ...base, actionDigest: change.actionDigest ?? digestOfJson(actionDigestInput(base)) };
}

const approvers = {
  groups: ['platform-oncall'],
  people: ['ada.oncall', 'ben.oncall'],
  quorum: 1,
  expiresInSeconds: 3600,
};
const held = (change: Partial<Decision> = {}) =>
  decision({ verdict: 'hold', approvers, decidedAt: '2026-11-20T10:00:00.000Z', ...change });
const recheck = (change: Partial<Decision> = {}) =>
  held({ phase: 'recheck', decisionId: 'rck_1', decidedAt: '2026-11-21T09:59:59.000Z', ...change });

function grant(change: Partial<Grant> = {}): Grant {
  return {
    grantId: 'gr_1',
    tenant: 'demo',
    approvalId: 'apr_1',
    callId: 'call_1',
    decisionId: 'dec_1',
    actionDigest: held().actionDigest,
    approvedBy: ['ada.oncall'],
    quorum: 1,
    grantedAt: '2026-11-21T09:59:00.000Z',
    expiresAt: '2026-11-22T09:59:00.000Z',
    ...change,
  };
}

const reason = (redemption: Parameters<typeof checkRedemption>[0]) =>
  checkRedemption(redemption, context)?.reasonCode ?? 'minted';

describe('a lease for an allowed call', () => {
  it('is minted for a fresh decision', () => expect(reason({ decision: decision() })).toBe('minted'));
  it.each([
    ['a decision that is too old', { decision: decision({ decidedAt: '2026-11-21T09:58:00.000Z' }) }, 'decision_stale'],
    ['a decision from the future', { decision: decision({ decidedAt: '2026-11-21T10:05:00.000Z' }) }, 'decision_stale'],
    ['a deny', { decision: decision({ verdict: 'deny' }) }, 'decision_denies'],
    ['a recheck alone', { decision: decision({ phase: 'recheck' }) }, 'decision_wrong_phase'],
    [
      'an action digest that does not follow',
      { decision: decision({ actionDigest: digest('f') }) },
      'action_digest_mismatch',
    ],
    ['a grant that nobody needed', { decision: decision(), grant: grant() }, 'grant_unexpected'],
  ])('is refused for %s', (_, redemption, code) => expect(reason(redemption)).toBe(code));
});

describe('a lease for a held call', () => {
  it('is minted under a grant and a fresh recheck, days after the first decision', () => {
    expect(reason({ decision: held(), recheck: recheck(), grant: grant() })).toBe('minted');
  });

  it('is minted when a newer policy revision holds or allows the very same action', () => {
    expect(
      reason({ decision: held(), recheck: recheck({ policyRevision: digest('9'), verdict: 'allow' }), grant: grant() }),
    ).toBe('minted');
  });

  it.each([
    ['without a grant', { decision: held(), recheck: recheck() }, 'grant_missing'],
    ['without a recheck', { decision: held(), grant: grant() }, 'recheck_missing'],
    [
      'when policy denies by now',
      { decision: held(), recheck: recheck({ verdict: 'deny' }), grant: grant() },
      'recheck_denied',
    ],
    [
      'with a stale recheck',
      { decision: held(), recheck: recheck({ decidedAt: '2026-11-21T09:00:00.000Z' }), grant: grant() },
      'recheck_stale',
    ],
    [
      'when the tool has another definition',
      { decision: held(), recheck: recheck({ toolDefinitionDigest: digest('e') }), grant: grant() },
      'action_changed',
    ],
    [
      'when the arguments are others',
      { decision: held(), recheck: recheck({ argumentsDigest: digest('e') }), grant: grant() },
      'action_changed',
    ],
    [
      'when the scope grew',
      { decision: held(), recheck: recheck({ credentialScope: ['logs:read', 'all'] }), grant: grant() },
      'action_changed',
    ],
    [
      'under a grant for another action',
      { decision: held(), recheck: recheck(), grant: grant({ actionDigest: digest('e') }) },
      'grant_mismatch',
    ],
    [
      'under a grant of another tenant',
      { decision: held(), recheck: recheck(), grant: grant({ tenant: 'acme' }) },
      'grant_mismatch',
    ],
    [
      'under an expired grant',
      { decision: held(), recheck: recheck(), grant: grant({ expiresAt: '2026-11-21T09:59:59.000Z' }) },
      'grant_expired',
    ],
    [
      'under a grant by too few',
      { decision: held({ approvers: { ...approvers, quorum: 2 } }), recheck: recheck(), grant: grant() },
      'grant_quorum',
    ],
    [
      'under a grant by one person counted twice',
      {
        decision: held({ approvers: { ...approvers, quorum: 2 } }),
        recheck: recheck(),
        grant: grant({ approvedBy: ['ada.oncall', 'ada.oncall'] }),
      },
      'grant_quorum',
    ],
    [
      'under a grant by the owner of the agent',
      { decision: held(), recheck: recheck(), grant: grant({ approvedBy: ['ola.owner'] }) },
      'self_approval',
    ],
    [
      'under a grant by the principal of the run',
      { decision: held({ principal: 'ada.oncall' }), recheck: recheck({ principal: 'ada.oncall' }), grant: grant() },
      'self_approval',
    ],
  ])('is refused %s', (_, redemption, code) => expect(reason(redemption)).toBe(code));
});
