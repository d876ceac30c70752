import { describe, expect, it } from '@jest/globals';
import type { RpcPort } from '@countersign/messaging';
import { readResults } from './read-results.js';

const digest = `sha256:${'0'.repeat(64)}`;

/** A record with one result at each of some indexes, and what was asked of it. */
function given() {
  const leaves: { index: number; type: string; leaf: string }[] = [];
  const asked: number[] = [];
  let isAway = false;
  const rpc = {
    call: async (_: unknown, { fromIndex }: { fromIndex: number }) => {
      asked.push(fromIndex);
      if (isAway) return { ok: false, refusal: { reasonCode: 'service_unavailable', message: 'nobody answers' } };
      const events = leaves.filter(({ index }) => index >= fromIndex);
      return { ok: true, value: { events: events.slice(0, 2), nextIndex: events[2]?.index ?? null } };
    },
  } as unknown as RpcPort;
  const add = (index: number, dataCategories?: Record<string, number>) => {
    const callId = `call_${index}`;
    const data = {
      callId,
      resultDigest: digest,
      resultBytes: 1,
      durationMs: 1,
      ...(dataCategories ? { dataCategories } : {}),
    };
    leaves.push({ index, type: 'ToolCallSucceeded', leaf: JSON.stringify(leafOf(callId, data)) });
  };
  return { read: readResults(rpc), add, asked, away: (is: boolean) => (isAway = is) };
}

function leafOf(subject: string, data: object) {
  return {
    v: 1,
    id: `succeeded_${subject}`,
    source: 'gateway',
    tenant: 'demo',
    type: 'ToolCallSucceeded',
    time: '2026-11-21T10:00:00.000Z',
    actor: { kind: 'service', id: 'gateway' },
    subject,
    agent: 'bot',
    run: 'run_1',
    cause: [],
    payloads: [],
    data,
  };
}

describe('what was found in the results of a run', () => {
  it('is read page by page, and then only what is new', async () => {
    const { read, add, asked } = given();
    add(3, { personal: 2, secret: 0 });
    add(5);
    add(9, { 'card-number': 1 });
    const atMs = Date.parse('2026-11-21T10:00:00.000Z');
    const first = { callId: 'call_3', atMs, categories: ['personal'] };
    const second = { callId: 'call_9', atMs, categories: ['card-number'] };
    expect(await read('demo', 'run_1')).toEqual([first, second]);
    add(12, { personal: 1 });
    expect(await read('demo', 'run_1')).toEqual([first, second, { ...first, callId: 'call_12' }]);
    expect(asked).toEqual([0, 6, 10]);
  });

  it('is not taken for nothing when the record does not answer', async () => {
    const { read, away } = given();
    away(true);
    await expect(read('demo', 'run_1')).rejects.toThrow('cannot be read');
  });
});
