import { describe, expect, it } from '@jest/globals';
import type { LoadedRevision } from '../domain/decide/loaded-revision.js';
import { followRevisions } from './follow-revisions.js';
import { InMemoryRunStore } from '../storage/in-memory-run-store.js';
import { turns } from './in-turn.js';

const loadedAs = (revision: string) => ({ compiled: { revision, agents: new Map() } }) as unknown as LoadedRevision;

/** A registry whose loads end when the test says so. */
function registry() {
  let head = 'r1';
  let inForce: LoadedRevision | undefined;
  const reported: unknown[] = [];
  let looks = 0;
  const loads: { revision: string; end: () => void; fail: () => void }[] = [];
  const parts = {
    store: {
      current: async () => ({ documents: [head], revision: head }),
      heads: async () => [{ tenant: 't', revision: head }],
    },
    source: {
      load: ([revision]: string[]) =>
        new Promise<LoadedRevision>((resolve, reject) =>
          loads.push({
            revision: revision as string,
            end: () => resolve(loadedAs(revision as string)),
            fail: () => reject(new Error('does not load')),
          }),
        ),
    },
    revisions: {
      of: () => (inForce ? { ok: true, value: inForce } : { ok: false }),
      put: (_: string, revision: LoadedRevision) => (inForce = revision),
    },
    inTurn: turns(),
    runs: new InMemoryRunStore(),
    looked: () => (looks += 1),
    report: (error: unknown) => void reported.push(error),
  };
  const follow = followRevisions(parts as never);
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    follow,
    loads,
    settle,
    publish: (revision: string) => (head = revision),
    inForce: () => inForce,
    looks: () => looks,
    reported,
  };
}

describe('following the revisions in force', () => {
  it('never puts an older revision over a newer one, however long a load takes', async () => {
    const world = registry();
    const first = world.follow();
    await world.settle();
    world.publish('r2');
    const second = world.follow();
    await world.settle();
    expect(world.loads.map(({ revision }) => revision)).toEqual(['r1']);
    world.loads[0]?.end();
    await first;
    await world.settle();
    world.loads[1]?.end();
    await second;
    expect(world.loads.map(({ revision }) => revision)).toEqual(['r1', 'r2']);
    expect(world.inForce()?.compiled.revision).toBe('r2');
  });

  it('keeps the last good revision when a newer one does not load, and says so', async () => {
    const world = registry();
    const first = world.follow();
    await world.settle();
    world.loads[0]?.end();
    await first;
    world.publish('r2');
    const second = world.follow();
    await world.settle();
    world.loads[1]?.fail();
    await second;
    expect(world.inForce()?.compiled.revision).toBe('r1');
    expect([world.looks(), world.reported]).toEqual([2, [new Error('does not load')]]);
  });

  it('looks once more, not once per hint, after many hints during a load', async () => {
    const world = registry();
    const runs = [world.follow()];
    await world.settle();
    runs.push(world.follow(), world.follow(), world.follow());
    world.loads[0]?.end();
    await Promise.all(runs);
    expect(world.looks()).toBe(2);
  });
});

describe('work in turn', () => {
  it('goes on after work that failed', async () => {
    const inTurn = turns();
    const failed = inTurn(() => Promise.reject(new Error('no database')));
    await expect(failed).rejects.toThrow('no database');
    await expect(inTurn(async () => 'next')).resolves.toBe('next');
  });
});
