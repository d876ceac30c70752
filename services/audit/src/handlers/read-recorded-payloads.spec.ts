import { describe, expect, it } from '@jest/globals';
import { readRecordedPayloads } from './read-recorded-payloads.js';

const event = (index: number) => ({ index, type: 'ToolCallProposed', time: '2026-01-01T00:00:00.000Z', leaf: '{}' });
const admin = { tenant: 'demo', person: 'ada', roles: ['admin' as const] };
const request = { actor: admin, types: ['ToolCallProposed'], payloads: ['arguments'] };

/** Five events, newest first, each with two payloads of so many bytes. */
function record(bytes: number) {
  return {
    listEvents: async (_: string, { fromIndex = 4 }: { fromIndex?: number }, limit: number) =>
      [4, 3, 2, 1, 0]
        .filter((index) => index <= fromIndex)
        .slice(0, limit)
        .map(event),
    async *payloads(_: string, { from }: { from: number }) {
      yield { index: from, name: 'arguments', salt: Buffer.alloc(32), bytes: Buffer.alloc(bytes, from) };
      yield { index: from, name: 'result', salt: Buffer.alloc(32), bytes: Buffer.from('not asked for') };
    },
  };
}

const read = (bytes: number) => readRecordedPayloads({ record: record(bytes) as never });

describe('reading payloads of the record', () => {
  it('gives what was asked for and where the next page begins', async () => {
    const page = await read(2)({ ...request, limit: 2 });
    expect(page).toMatchObject({
      ok: true,
      value: { events: [{ index: 4, payloads: { arguments: 'BAQ=' } }, { index: 3 }], nextIndex: 2 },
    });
    expect(JSON.stringify(page)).not.toContain('result');
    expect(await read(2)({ ...request, fromIndex: 1, limit: 2 })).toMatchObject({ value: { nextIndex: null } });
  });

  it('gives fewer large ones at once, and at least one', async () => {
    const page = await read(400_000)({ ...request, limit: 5 });
    expect(page).toMatchObject({ ok: true, value: { events: [{ index: 4 }], nextIndex: 3 } });
  });

  it('is for those who may take evidence out', async () => {
    const page = await read(2)({ ...request, actor: { ...admin, roles: ['viewer'] }, limit: 2 });
    expect(page).toMatchObject({ ok: false, refusal: { reasonCode: 'forbidden' } });
  });
});
