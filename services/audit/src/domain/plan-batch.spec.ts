import { describe, expect, it } from '@jest/globals';
import { leafHash } from '@countersign/evidence';
import { readCandidate } from '../handlers/read-candidate.js';
import { messageOf, poisonMessage, proposedEvent } from '../test-data/messages.js';
import type { StreamMessage } from './candidate.js';
import { planBatch, type BatchInput } from './plan-batch.js';
import { eventKey } from './planned-leaf.js';

const recordedAt = '2026-11-21T10:00:01.000Z';

function plan(messages: StreamMessage[], input: Partial<BatchInput> = {}) {
  return planBatch({
    candidates: messages.map(readCandidate),
    known: new Map(),
    heads: new Map(),
    recordedAt,
    ...input,
  });
}

const leavesOf = (result: ReturnType<typeof plan>, tenant = 'acme') =>
  result.growths.find((growth) => growth.tenant === tenant)?.leaves ?? [];

const leafData = (leaf: { bytes: Uint8Array } | undefined) =>
  (JSON.parse(Buffer.from(leaf?.bytes ?? []).toString()) as { data: Record<string, unknown> }).data;

describe('planning a batch', () => {
  it('keeps the exact bytes of each event, in stream order, with its payloads', () => {
    const events = [1, 2, 3].map((nth) => proposedEvent({ nth }));
    const leaves = leavesOf(plan(events.map((event, at) => messageOf(event, at + 1))));
    expect(leaves.map((leaf) => leaf.index)).toEqual([0, 1, 2]);
    expect(leaves.map((leaf) => leaf.id)).toEqual(events.map((event) => event.id));
    for (const [at, leaf] of leaves.entries()) {
      const body = events[at]?.body ?? Buffer.alloc(0);
      expect(Buffer.from(leaf.bytes)).toEqual(body.subarray(0, body.indexOf('\n')));
      expect(leaf.payloads.map((payload) => payload.name)).toEqual(['arguments']);
    }
  });

  it('records an event that comes twice in one batch once', () => {
    const event = proposedEvent({ nth: 1 });
    const result = plan([messageOf(event, 1), messageOf(event, 2)]);
    expect(leavesOf(result)).toHaveLength(1);
    expect(result.duplicates).toBe(1);
  });

  it('records nothing for an event that the record already holds', () => {
    const message = messageOf(proposedEvent({ nth: 1 }), 9);
    const [leaf] = leavesOf(plan([message]));
    const known = new Map(leaf ? [[eventKey(leaf), leaf.hash]] : []);
    expect(plan([message], { known }).growths).toEqual([]);
  });

  it('names both sides when the same id comes with other bytes', () => {
    const first = messageOf(proposedEvent({ nth: 1 }), 1);
    const second = messageOf(proposedEvent({ nth: 1, tool: 'github.open_pull_request' }), 2);
    const [kept, conflict] = leavesOf(plan([first, second]));
    expect(conflict?.type).toBe('EventConflict');
    const refused = leavesOf(plan([second]))[0];
    expect(leafData(conflict)).toEqual({
      conflictingSource: 'gateway',
      conflictingId: kept?.id,
      keptLeafDigest: `sha256:${kept?.hash.toString('hex')}`,
      refusedLeafDigest: `sha256:${refused?.hash.toString('hex')}`,
    });
  });

  it('records the same conflict once, however often it comes', () => {
    const first = messageOf(proposedEvent({ nth: 1 }), 1);
    const other = proposedEvent({ nth: 1, tool: 'github.open_pull_request' });
    const leaves = leavesOf(plan([first, messageOf(other, 2), messageOf(other, 3)]));
    expect(leaves.map((leaf) => leaf.type)).toEqual(['ToolCallProposed', 'EventConflict']);
  });

  it('puts a poison message on the record of the tenant its subject names and goes on', () => {
    const result = plan([poisonMessage(1), messageOf(proposedEvent({ nth: 2 }), 2)]);
    const [rejected, next] = leavesOf(result);
    expect(rejected?.type).toBe('EventRejected');
    expect(leafData(rejected)).toMatchObject({
      claimedSubject: 'evt.gateway.acme.ToolCallStarted.call_1',
      messageBytes: 8,
      reasonCode: 'leaf_not_json',
    });
    expect(next?.id).toBe('evt_00000002');
  });

  it('puts a message with a subject that names no tenant on the record of system', () => {
    const messages = ['evt.gateway.No Tenant.X.y', 'evt', 'evt.\u0000.\ud800'].map((subject, at) => ({
      sequence: at + 1,
      subject,
      data: Buffer.from('{}'),
    }));
    expect(leavesOf(plan(messages), 'system').map((leaf) => leaf.type)).toEqual(Array(3).fill('EventRejected'));
  });

  it('refuses an event under the subject of another tenant, so that nobody writes into a foreign tree', () => {
    const event = proposedEvent({ nth: 1, tenant: 'acme' });
    const smuggled = { ...messageOf(event, 1), subject: event.subject.replace('.acme.', '.globex.') };
    expect(leavesOf(plan([smuggled]), 'globex').map((leaf) => leaf.type)).toEqual(['EventRejected']);
    expect(leavesOf(plan([smuggled]), 'acme')).toEqual([]);
  });

  it('hashes each leaf as RFC 6962 says', () => {
    const leaves = leavesOf(plan([messageOf(proposedEvent({ nth: 1 }), 1), poisonMessage(2)]));
    for (const leaf of leaves) expect(leaf.hash).toEqual(leafHash(leaf.bytes));
  });
});
