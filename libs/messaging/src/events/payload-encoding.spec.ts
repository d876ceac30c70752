import { governancePublished } from '@countersign/contracts';
import { describe, expect, it } from '@jest/globals';
import { deflateSync } from 'node:zlib';
import { decodeBody, encodeBody, maxPayloadBytes } from './payload-encoding.js';
import { parseEventMessage } from './parse-event-message.js';
import { prepareEvent } from './prepare-event.js';

const revision = `sha256:${'a'.repeat(64)}`;
const documents = Buffer.from(
  JSON.stringify(Array.from({ length: 40_000 }, (_, n) => ({ kind: 'Policy', name: `p-${n}`, rules: [] }))),
);

const published = (body: Buffer) =>
  prepareEvent(governancePublished, {
    id: 'evt_1',
    tenant: 'demo',
    time: '2026-11-21T10:00:00.000Z',
    actor: { kind: 'person', id: 'admin' },
    subject: 'evt_1',
    data: { revision, previousRevision: null, publishedBy: 'admin', documents: {}, changed: [], removed: [] },
    payloads: { documents: { body, mediaType: 'application/json', salt: Buffer.alloc(32, 7) } },
  });

describe('a payload that would not fit into a message', () => {
  it('travels packed, while the leaf commits to what it is', () => {
    const event = published(documents);
    expect(documents.length).toBeGreaterThan(1_500_000);
    expect(event.body.length).toBeLessThan(500_000);
    const parsed = parseEventMessage(event.subject, event.body);
    if (!parsed.ok) throw new Error(parsed.refusal.message);
    expect(parsed.value.leaf.payloads).toMatchObject([{ name: 'documents', bytes: documents.length }]);
    expect(Buffer.from(parsed.value.payloads['documents']?.body ?? '', 'base64').equals(documents)).toBe(true);
  });

  it('is left as it is where it fits', () => {
    const small = encodeBody(documents.subarray(0, 400_000));
    expect(small.encoding).toBeUndefined();
    expect(decodeBody(small, 400_000)?.equals(documents.subarray(0, 400_000))).toBe(true);
  });

  it('is not unpacked further than the leaf says, nor to more than any payload has', () => {
    const bomb = deflateSync(Buffer.alloc(maxPayloadBytes + 1)).toString('base64');
    const packed = { body: bomb, encoding: 'deflate' as const };
    expect(decodeBody(packed, 1_000)).toBeNull();
    expect(decodeBody(packed, maxPayloadBytes + 1)).toBeNull();
    expect(decodeBody({ body: 'AAAA', encoding: 'deflate' }, 100)).toBeNull();
    expect(decodeBody({ body: deflateSync(Buffer.alloc(10)).toString('base64'), encoding: 'deflate' }, 11)).toBeNull();
  });

  it('is refused when it was changed on the way', () => {
    const event = published(documents);
    const other = deflateSync(Buffer.from(documents.toString().replace('p-77', 'p-78'))).toString('base64');
    const body = Buffer.from(event.body.toString().replace(/"body":"[^"]+"/, `"body":"${other}"`));
    expect(parseEventMessage(event.subject, body)).toMatchObject({ refusal: { reasonCode: 'payloads_mismatch' } });
  });
});
