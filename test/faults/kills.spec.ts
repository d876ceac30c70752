import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { keyOf } from './bus-watch.js';
import { verifiedEvidence } from './evidence.js';
import type { Story } from './held-call.js';
import { killMatrix } from './kill-matrix.js';
import { byCall, mistold, uncalledFor, unended, unexplained } from './promises.js';
import type { SealedLeaf } from './sealed-record.js';
import { setStage, type Stage } from './stage.js';
import type { Step } from './steps.js';

/** Long enough for whatever died with a message in its hands: it is delivered again, and calls left alone are taken up. */
const settlesWithinMs = 200_000;
let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
}, 180_000);
afterAll(() => stage?.close(), 60_000);

/** Brings a call to the step. One that ends before it, as an earlier kill may still cause, is followed by another. */
async function reach(name: string, step: Step): Promise<void> {
  for (let attempt = 1; attempt <= 5; attempt++) {
    const story = stage.begin(`${name}-${attempt}`, 'approve');
    const moment = stage.when(`${name}-${attempt}`, step).then(() => true);
    if (await Promise.race([moment, story.then(() => false)])) return;
  }
  throw new Error(`no call came to be ${step}`);
}

describe('a part that is killed', () => {
  it.each(killMatrix())(
    '$victim, when a held call is $step, comes back and the record is what it was',
    async ({ victim, step, delayMs, bystander }) => {
      const name = `${victim}-${step.replaceAll(' ', '-')}`;
      void stage.begin(`beside-${name}`, bystander);
      await reach(name, step);
      await sleep(delayMs);
      const outageMs = await stage.strike(victim);
      process.stdout.write(`killed ${victim} ${delayMs} ms after ${step}: all usable again after ${outageMs} ms\n`);
      expect(await stage.record.faults()).toEqual([]);
    },
    180_000,
  );
});

describe('after all of that', () => {
  let stories: Story[];
  let leaves: SealedLeaf[];
  let calls: Map<string, SealedLeaf[]>;

  beforeAll(async () => {
    stories = await Promise.all(stage.stories);
    leaves = await stage.record.leaves();
    calls = byCall(leaves);
  }, settlesWithinMs);

  it('every call has ended and its agent was told how, truly', () => {
    expect(mistold(stories, stage.target.effects)).toEqual([]);
    const states = new Map<string, number>();
    for (const { state } of stories) states.set(state, (states.get(state) ?? 0) + 1);
    process.stdout.write(`calls: ${[...states].map(([state, count]) => `${count} ${state}`).join(', ')}\n`);
    expect(states.get('succeeded')).toBeGreaterThan(stories.length / 4);
  });

  it('no call took effect without a grant, or twice', () => {
    expect(uncalledFor(stage.target.effects, calls)).toEqual([]);
  });

  it('every effect was explained by the record before it happened', async () => {
    expect(await unexplained(stage.target.effects, calls)).toEqual([]);
  });

  it('every started call has one outcome, if only that it is unknown', () => {
    expect(unended(calls)).toEqual([]);
  });

  it('every event that was published is sealed, once, byte for byte', async () => {
    expect(await stage.record.faults()).toEqual([]);
    const sealed = new Map(leaves.map((leaf) => [keyOf(leaf), leaf.leaf]));
    const differing = [...stage.bus.seen].filter(([key, bytes]) => !sealed.get(key)?.equals(bytes)).map(([key]) => key);
    expect(differing).toEqual([]);
    expect(stage.bus.strange).toEqual([]);
    expect(leaves.filter(({ type }) => type === 'EventConflict' || type === 'EventRejected')).toEqual([]);
  });

  it('the evidence verifies offline', async () => {
    // A checkpoint is made every second when something changed.
    await sleep(2_000);
    expect(verifiedEvidence(stage.product.dataDir)).toMatch(/^VERIFIED: tenant demo/m);
  });
});
