import { describe, expect, it } from '@jest/globals';
import { readRun } from './read-run.js';

/** So many events of a run, each with a leaf of so many bytes. */
function record(count: number, bytes: number) {
  const asked: unknown[] = [];
  const listEvents = async (tenant: string, filter: { fromIndex?: number }, limit: number) => {
    asked.push([tenant, filter]);
    return Array.from({ length: count }, (_, index) => ({ index, type: 'ToolCallDecided', leaf: 'x'.repeat(bytes) }))
      .slice(filter.fromIndex ?? 0)
      .slice(0, limit);
  };
  return { asked, read: readRun({ record: { listEvents } as never }) };
}

const request = { tenant: 'demo', run: 'run_1', types: ['ToolCallDecided'] };

describe('reading a run from the record', () => {
  it('gives a page of its events in order, and where the next one begins', async () => {
    const { read, asked } = record(150, 10);
    const first = await read(request);
    expect(first).toMatchObject({ ok: true, value: { nextIndex: 100 } });
    const second = await read({ ...request, fromIndex: 100 });
    expect(second.ok && second.value.events).toHaveLength(50);
    expect(second).toMatchObject({ value: { nextIndex: null } });
    expect(asked[0]).toEqual(['demo', { run: 'run_1', types: ['ToolCallDecided'] }]);
  });

  it('gives fewer large ones at once, and at least one', async () => {
    expect(await record(3, 600_000).read(request)).toMatchObject({ value: { events: [{ index: 0 }], nextIndex: 1 } });
  });
});
