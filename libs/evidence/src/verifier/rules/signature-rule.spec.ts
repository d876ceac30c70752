import { afterAll, describe, expect, it } from '@jest/globals';
import { nested, STORY, verifyEvents } from '../../../test/bent-story.js';
import { removeSampleBundles, SampleBundle, verdictsOf } from '../../../test/sample-bundle.js';
import { SampleRecord, type LeafJson } from '../../../test/sample-leaves.js';
import { SampleLog } from '../../../test/sample-log.js';
import { approvalsKey, policyKey, signAsService } from '../../../test/sample-signatures.js';
import { generateNoteKey } from '../../note/note-signer.js';

afterAll(removeSampleBundles);

const { DECIDED_B, GRANTED_B } = STORY;

/** A log that holds from its beginning what one of its writers would not have signed. */
async function verdictsOn(index: number, forge: (leaf: LeafJson) => void): Promise<string[]> {
  const events = structuredClone(SampleLog.ofStory().events).slice(0, STORY.RECORDED_HEAD) as SampleLog['events'];
  forge((events[index] as SampleLog['events'][number]).leaf);
  return verdictsOf(await verifyEvents(events));
}

describe('signatures inside the leaves', () => {
  it('hold in a sound bundle', async () => {
    const report = await (await SampleBundle.write()).verify();
    expect(report.checks).toContainEqual(expect.objectContaining({ name: 'signatures', passed: true, count: 4 }));
    expect(report.verdict).toBe('verified');
  });

  it('name a decision that says something else than policy signed', async () => {
    const quorum = { groups: [], people: ['ann', 'bob'], quorum: 1 };
    const verdicts = await verdictsOn(DECIDED_B, (leaf) =>
      Object.assign(nested(leaf, 'decision'), { approvers: quorum }),
    );
    expect(verdicts).toEqual([`decision_signature_invalid ${DECIDED_B}`]);
  });

  it('name a grant that says something else than approvals signed', async () => {
    const later = { expiresAt: '2026-04-01T00:00:00.000Z' };
    expect(await verdictsOn(GRANTED_B, (leaf) => Object.assign(nested(leaf, 'grant'), later))).toEqual([
      `grant_signature_invalid ${GRANTED_B}`,
    ]);
  });

  it('name a decision on a model call, which is signed as another kind than one on a tool call', async () => {
    const record = new SampleRecord();
    const decision = { ...record.decision('mc-1', 'allow'), kind: 'model_call', modelCallId: 'mc-1' };
    record.add('ModelCallDecided', { decision });
    expect(verdictsOf(await verifyEvents(record.events))).toEqual([]);
    const leaf = record.events[0]?.leaf as LeafJson;
    const asToolCall = { type: 'ToolCallDecided', data: { ...leaf.data } };
    signAsService(asToolCall);
    Object.assign(leaf.data, asToolCall.data);
    expect(verdictsOf(await verifyEvents(record.events))).toEqual(['model_decision_signature_invalid 0']);
  });

  it.each([
    ['is missing', (leaf: LeafJson) => delete leaf.data['signature']],
    ['is empty', (leaf: LeafJson) => (leaf.data['signature'] = '')],
    ['is no base64', (leaf: LeafJson) => (leaf.data['signature'] = 'not a signature')],
    ['is of another decision', (leaf: LeafJson) => Object.assign(leaf.data, { signature: `${'A'.repeat(86)}==` })],
  ])('name one that %s', async (_, forge) => {
    expect(await verdictsOn(DECIDED_B, forge)).toEqual([`decision_signature_invalid ${DECIDED_B}`]);
  });

  it('name what was signed by a service that does not make it', async () => {
    const bundle = await SampleBundle.write();
    const swapped = [
      { service: 'policy' as const, vkey: approvalsKey.vkey },
      { service: 'approvals' as const, vkey: policyKey.vkey },
    ];
    const verdicts = verdictsOf(await bundle.verify({ trust: { ...bundle.trust, services: swapped } }));
    expect(verdicts).toEqual(expect.arrayContaining([`decision_signature_invalid ${DECIDED_B}`]));
    expect(verdicts).toEqual(expect.arrayContaining([`grant_signature_invalid ${GRANTED_B}`]));
  });

  it('hold under any of several keys, as after a change of keys', async () => {
    const bundle = await SampleBundle.write();
    const older = { service: 'policy' as const, vkey: generateNoteKey('countersign.example/services/policy').vkey };
    const services = [older, ...(bundle.trust.services ?? [])];
    expect((await bundle.verify({ trust: { ...bundle.trust, services } })).verdict).toBe('verified');
  });

  it('are not checked without the keys, which the report says', async () => {
    const bundle = await SampleBundle.write();
    const report = await bundle.verify({ trust: { ...bundle.trust, services: [] } });
    expect(report.verdict).toBe('verified');
    expect(report.warnings.filter((warning) => /no key of (policy|approvals)/.test(warning))).toHaveLength(2);
  });
});
