import { afterAll, describe, expect, it } from '@jest/globals';
import { nested, STORY, verdictsOfStory, verifyEvents, type Change } from '../../../test/bent-story.js';
import { removeSampleBundles, SampleBundle, verdictsOf } from '../../../test/sample-bundle.js';
import { SampleRecord, type LeafJson } from '../../../test/sample-leaves.js';
import { SampleLog } from '../../../test/sample-log.js';
import { signAsService } from '../../../test/sample-signatures.js';

afterAll(removeSampleBundles);

const { DECIDED_A, STARTED_A, DECIDED_B, VOTED_B, GRANTED_B, LEASED_B, STARTED_B } = STORY;
const RAN_A = 'execution_without_permission 5';
const RAN_A_LATER = 'execution_without_permission 4';
const RAN_B = 'execution_without_permission 14';
const LEASED = 'lease_without_permission 13';
const VOTERS = 'grant_voters_invalid 12';
const put =
  (name: 'decision' | 'grant', change: object): Change =>
  (leaf) =>
    Object.assign(nested(leaf, name), change);
const data =
  (change: object): Change =>
  (leaf) =>
    Object.assign(leaf.data, change);
const noGrant: Change = (leaf) => delete leaf.data['grantId'];
const others = { people: ['bob'], quorum: 2 };

describe('the rules on permission', () => {
  it('know the story that the following cases bend', () => {
    const types = SampleLog.ofStory().events.map(({ leaf }) => leaf.type);
    const wanted = [DECIDED_A, STARTED_A, DECIDED_B, VOTED_B, GRANTED_B, LEASED_B, STARTED_B].map(
      (index) => types[index],
    );
    const [decided, started] = ['ToolCallDecided', 'ToolCallStarted'];
    expect(wanted).toEqual([decided, started, decided, 'ApprovalVoted', 'ApprovalGranted', 'LeaseIssued', started]);
  });

  it.each<[string, number, string[], Change]>([
    ['a denied call that ran', DECIDED_A, [RAN_A, 'lease_without_permission 4'], put('decision', { verdict: 'deny' })],
    ['an undecided call that ran', STARTED_A, [RAN_A], data({ decisionId: 'dec-none' })],
    [
      'a call that ran under the decision on another',
      STARTED_A,
      [RAN_A, 'outcome_without_start 6'],
      data({ callId: 'call-x' }),
    ],
    ['a call whose action is not the one decided', STARTED_A, [RAN_A], data({ actionDigest: 'sha256:0' })],
    ['a call whose second decision is not there', STARTED_A, [RAN_A], data({ recheckDecisionId: 'dec-none' })],
    ['a held call that ran without a grant', STARTED_B, [RAN_B], noGrant],
    ['a held call under a grant that is not there', STARTED_B, [RAN_B], data({ grantId: 'grt-none' })],
    ['a lease minted without a grant', LEASED_B, [LEASED], noGrant],
    ['a grant for another action', GRANTED_B, [RAN_B, VOTERS, LEASED], put('grant', { actionDigest: 'sha256:0' })],
    [
      'a grant used after it expired',
      GRANTED_B,
      ['grant_expired 14'],
      put('grant', { expiresAt: '2026-03-01T07:00:00.000Z' }),
    ],
  ])('name %s', async (...[, index, names, change]) => {
    expect(await verdictsOfStory(index, change)).toEqual(names);
  });

  it.each<[string, number, Change]>([
    ['one person counted twice', GRANTED_B, put('grant', { approvedBy: ['ann', 'ann'] })],
    ['fewer people than the grant needs', GRANTED_B, put('grant', { approvedBy: ['ann'] })],
    ['fewer people than policy asked for', GRANTED_B, put('grant', { approvedBy: ['ann'], quorum: 1 })],
    ['a person who did not vote', GRANTED_B, put('grant', { approvedBy: ['ann', 'eve'] })],
    ['an owner who approved', DECIDED_B, put('decision', { owner: 'ann' })],
    ['a principal who approved', DECIDED_B, put('decision', { principal: 'bob' })],
    ['a person whom policy did not name', DECIDED_B, put('decision', { approvers: others })],
    ['a vote for another action', VOTED_B, data({ actionDigest: 'sha256:0' })],
    ['a vote that was a rejection', VOTED_B, data({ vote: 'reject' })],
  ])('name a grant that stands on %s', async (_, index, change) => {
    expect(await verdictsOfStory(index, change)).toEqual([VOTERS]);
  });

  it('name a grant that is used twice', async () => {
    const record = new SampleRecord();
    record.heldCall('call-b');
    const { decisionId, actionDigest, grantId } = record.events.at(-2)?.leaf.data ?? {};
    record.add('ToolCallReleased', { callId: 'call-b', decisionId, actionDigest, grantId } as LeafJson['data']);
    expect(verdictsOf(await verifyEvents(record.events))).toEqual(['grant_reused 9']);
  });

  it('let a call run whose second decision did not deny it, and a model answer that was decided', async () => {
    const record = new SampleRecord();
    record.allowedCall('call-a');
    const second = { ...record.decision('call-a', 'allow'), decisionId: 'dec-again' };
    record.events.splice(2, 0, ...decided(record, second));
    Object.assign(record.events[4]?.leaf.data ?? {}, { recheckDecisionId: 'dec-again' });
    record.add('ModelCallDecided', {
      decision: { kind: 'model_call', decisionId: 'dec-m', modelCallId: 'm', verdict: 'allow', tenant: 'acme' },
    });
    record.add('ModelCallCompleted', { modelCallId: 'm', decisionId: 'dec-m' });
    record.add('ModelCallCompleted', { modelCallId: 'm2', decisionId: 'dec-m2' });
    expect(verdictsOf(await verifyEvents(record.events))).toEqual(['model_call_without_permission 8']);
    Object.assign(second, { verdict: 'deny' });
    signAsService((record.events[2] as SampleLog['events'][number]).leaf);
    expect(verdictsOf(await verifyEvents(record.events))).toEqual([RAN_A_LATER, 'model_call_without_permission 8']);
  });

  it('let a grant be used under a newer revision that still asks for it, but not for another action', async () => {
    const release = async (change: object): Promise<string[]> => {
      const record = new SampleRecord();
      record.heldCall('call-b');
      record.events.splice(-3);
      const { grantId, actionDigest } = record.events.at(-1)?.leaf.data['grant'] as Record<string, string>;
      const newer = { policyRevision: 'sha256:newer', decisionId: 'dec-again', ...change };
      const changed = { ...record.decision('call-b', 'hold', { command: 'rm call-b' }), ...newer };
      record.add('ToolCallDecided', { decision: changed });
      record.add('ToolCallReleased', {
        callId: 'call-b',
        decisionId: 'dec-again',
        grantId,
        actionDigest,
      } as LeafJson['data']);
      return verdictsOf(await verifyEvents(record.events));
    };
    // The sample does not renew the digest of the changed decision, so that rule speaks up each time.
    expect(await release({})).toEqual(['action_digest_mismatch 6']);
    expect(await release({ target: 'shell://outside' })).toEqual([
      'action_digest_mismatch 6',
      'execution_without_permission 7',
    ]);
  });

  it('do not blame a range for what lies before it, and say what could not be checked', async () => {
    const report = await (await SampleBundle.write(SampleLog.ofStory(), { from: 13, start: 8 })).verify();
    expect(report.verdict).toBe('verified');
    const places = report.observations.map(({ kind, index }) => `${kind} ${index}`);
    expect(places).toEqual(expect.arrayContaining(['before_range 13', 'before_range 14']));
  });
});

function decided(record: SampleRecord, decision: LeafJson['data']): SampleRecord['events'] {
  record.add('ToolCallDecided', { decision });
  return record.events.splice(-1);
}
