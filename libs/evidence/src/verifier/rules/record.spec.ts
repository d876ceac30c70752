import { afterAll, describe, expect, it } from '@jest/globals';
import { nested, STORY, verdictsOfStory, verifyEvents, type Change } from '../../../test/bent-story.js';
import { removeSampleBundles, SampleBundle, verdictsOf, type SampleExport } from '../../../test/sample-bundle.js';
import { SampleRecord, type LeafJson } from '../../../test/sample-leaves.js';
import { SampleLog } from '../../../test/sample-log.js';
import { digestOfJson } from '../../hashing/digest.js';
import type { VerificationReport } from '../report.js';

afterAll(removeSampleBundles);

const { PROPOSED_A, DECIDED_A, STARTED_A, SUCCEEDED_A, GRANTED_B } = STORY;
const NO_LEAF = ['chain_broken 7', 'leaf_malformed 6', 'payload_mismatch 6'];
const leaf =
  (change: object): Change =>
  (target) =>
    Object.assign(target, change);
const decision =
  (change: object): Change =>
  (target) =>
    Object.assign(nested(target, 'decision'), change);

describe('the rules on the record', () => {
  it.each<[string, number, string[], Change]>([
    [
      'a digest that is not of the action described',
      DECIDED_A,
      ['action_digest_mismatch 3'],
      decision({ target: 'shell://outside' }),
    ],
    ['an outcome without a start', STARTED_A, ['outcome_without_start 6'], leaf({ type: 'ToolCallReleased' })],
    ['a leaf of another tenant', PROPOSED_A, ['foreign_tenant 2'], leaf({ tenant: 'globex' })],
    [
      'a decision for another tenant',
      DECIDED_A,
      ['action_digest_mismatch 3', 'foreign_tenant 3'],
      decision({ tenant: 'globex' }),
    ],
    ['a writer that may not write it', GRANTED_B, ['wrong_writer 12'], leaf({ source: 'gateway' })],
    ['an id that is there twice', SUCCEEDED_A, ['chain_broken 7', 'duplicate_id 6'], leaf({ id: 'ev-00005' })],
    ['a cause that is not there', SUCCEEDED_A, ['chain_broken 6'], leaf({ cause: ['ev-77777'] })],
    ['a time after the export', SUCCEEDED_A, ['time_in_future 6'], leaf({ time: '2026-03-02T00:05:00.001Z' })],
    ['a time that is none', SUCCEEDED_A, NO_LEAF, leaf({ time: 'yesterday' })],
    ['an envelope that is not known', SUCCEEDED_A, NO_LEAF, leaf({ v: 2 })],
  ])('name %s', async (...[, index, names, change]) => {
    expect(await verdictsOfStory(index, change)).toEqual(names);
  });

  it('name a call that is started twice or has two outcomes', async () => {
    const record = new SampleRecord();
    record.allowedCall('call-a');
    for (const event of record.events.slice(3, 5)) record.add(event.leaf.type, event.leaf.data);
    expect(verdictsOf(await verifyEvents(record.events))).toEqual(['started_twice 5', 'outcome_twice 6']);
  });

  it('take a failure as the outcome of a call that had started, sent or not, and ask no start of one that had not', async () => {
    const record = new SampleRecord();
    record.allowedCall('call-a');
    record.events.splice(-1);
    record.add('ToolCallFailed', { callId: 'call-a', started: false });
    record.add('ToolCallFailed', { callId: 'call-b', started: false });
    record.add('ToolCallOutcomeUnknown', { callId: 'call-c' });
    const report = await verifyEvents(record.events);
    expect([report.verdict, ...report.observations.map(({ kind }) => kind)]).toEqual(['verified', 'outcome_unknown']);
  });

  it('name a leaf that could be read in two ways', async () => {
    const twice = (text: string): string => text.replace('"v":1', '"v":1,"v":1');
    const log = new SampleLog(SampleLog.ofStory().events);
    const bytesOf = log.bytesOf.bind(log);
    log.bytesOf = (index) => (index === SUCCEEDED_A ? Buffer.from(twice(bytesOf(index).toString())) : bytesOf(index));
    expect(verdictsOf(await (await SampleBundle.write(log)).verify())).toContain('leaf_malformed 6');
  });
});

describe('the content of a payload', () => {
  it.each<[string, number, string[], Change]>([
    ['arguments', PROPOSED_A, ['content_mismatch 2'], (one) => (one.data['argumentsDigest'] = 'sha256:0')],
    ['input', DECIDED_A, ['content_mismatch 3'], decision({ inputDigest: 'sha256:0' })],
    ['result', SUCCEEDED_A, ['content_mismatch 6'], (one) => (one.data['resultDigest'] = 'sha256:0')],
  ])('is the one whose digest the event states: %s', async (...[, index, names, change]) => {
    expect(await verdictsOfStory(index, change)).toEqual(names);
  });

  it('is the governance documents that make up the revision', async () => {
    const documents = [
      { kind: 'Tool', name: 'b' },
      { kind: 'Agent', name: 'z' },
      { kind: 'Tool', name: 'a' },
    ];
    const entries = [
      ['Agent', 'z'],
      ['Tool', 'a'],
      ['Tool', 'b'],
    ].map(([kind = '', name = '']) => [kind, name, digestOfJson({ kind, name })]);
    const record = new SampleRecord();
    record.add('GovernancePublished', { revision: digestOfJson(entries) }, { documents });
    record.add('GovernancePublished', { revision: digestOfJson(entries.slice(1)) }, { documents });
    expect(verdictsOf(await verifyEvents(record.events))).toEqual(['content_mismatch 1']);
  });
});

describe('what is worth knowing', () => {
  const kindsOf = ({ verdict, observations }: VerificationReport): string[] => [
    verdict,
    ...observations.map(({ kind, index }) => `${kind} ${index}`),
  ];

  it('is a call in flight, an unknown outcome and a late event', async () => {
    const record = new SampleRecord();
    record.allowedCall('call-a');
    record.allowedCall('call-b');
    record.add('ToolCallOutcomeUnknown', { callId: 'call-b', reasonCode: 'crashed' });
    (record.events.at(-1)?.leaf as LeafJson).time = '2026-03-01T07:00:00.000Z';
    const events = record.events.filter((event) => event.leaf.type !== 'ToolCallSucceeded');
    for (const event of events) delete event.leaf['cause'];
    expect(kindsOf(await verifyEvents(events))).toEqual([
      'verified',
      'late_event 8',
      'in_flight 3',
      'outcome_unknown 7',
    ]);
  });

  it('is what the log could not take, and a type that this verifier does not know', async () => {
    const record = new SampleRecord();
    record.add('EventConflict', { conflictingId: 'ev-1' });
    record.add('EventRejected', { reasonCode: 'leaf_malformed' });
    record.add('SomethingNew', {});
    for (const { leaf: one } of record.events.slice(0, 2)) one['source'] = 'audit';
    expect(kindsOf(await verifyEvents(record.events))).toEqual([
      'verified',
      'event_conflict 0',
      'event_rejected 1',
      'unknown_type 2',
    ]);
  });

  it('is an erased or withheld payload, whose commitment stands', async () => {
    const close: SampleExport['change'] = (source) => ({
      ...source,
      payloads: async function* () {
        for await (const payload of source.payloads()) {
          const closed = payload.index === 2 ? 'erased' : 'withheld';
          yield payload.index < 4 ? { index: payload.index, name: payload.name, closed } : payload;
        }
      },
    });
    const report = await (await SampleBundle.write(SampleLog.ofStory(), { change: close })).verify();
    expect(kindsOf(report)).toEqual(['verified', 'payload_erased 2', 'payload_withheld 3']);
  });
});
