import { describe, expect, it } from '@jest/globals';
import { followShadows } from './follow-shadows.js';
import type { Candidate } from './shadow-ports.js';

type Running = { tenant: string; shadowId: string; startedAt: number };

/** A replica, and the candidates that run. */
function given() {
  let running: Running[] = [];
  let inUse: ReadonlyMap<string, Candidate> = new Map();
  const loads: unknown[] = [];
  const parts = {
    shadows: { running: async () => running, documents: async (_: string, shadowId: string) => [shadowId] },
    source: { load: async (documents: unknown) => (loads.push(documents), { documents }) },
    shadow: { use: (next: typeof inUse) => void (inUse = next), current: (tenant: string) => inUse.get(tenant) },
  };
  const follow = followShadows(parts as never);
  return {
    follow,
    loads,
    inUse: () => [...inUse.values()].map(({ shadowId }) => shadowId),
    run: (next: Running[]) => (running = next),
  };
}

const running = (tenant: string, shadowId: string): Running => ({ tenant, shadowId, startedAt: 0 });

describe('a replica', () => {
  it('takes up candidates that it finds running, as after a restart, and loads each once', async () => {
    const { follow, loads, inUse, run } = given();
    run([running('demo', 'shw_1'), running('acme', 'shw_2')]);
    await follow();
    await follow();
    expect(inUse()).toEqual(['shw_1', 'shw_2']);
    expect(loads).toHaveLength(2);
  });

  it('leaves those that are stopped, and takes the next', async () => {
    const { follow, inUse, run } = given();
    run([running('demo', 'shw_1')]);
    await follow();
    run([running('demo', 'shw_3')]);
    await follow();
    expect(inUse()).toEqual(['shw_3']);
    run([]);
    await follow();
    expect(inUse()).toEqual([]);
  });
});
