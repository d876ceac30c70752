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
import { waitFor } from './wait-for.js';

/** Long enough for whatever died with a message in its hands: it is delivered again, and calls left alone are taken up. */
const settlesWithinMs = 400_000;
/** Sealing takes milliseconds; this is for a machine that is busy. */
const sealsWithinMs = 120_000;
let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage?.close());

/** Brings a call to the step. One that ends before it, as an earlier kill may still cause, is followed by another. */
async function reach(name: string, step: Step): Promise<void> {
  const states: string[] = [];
  for (let attempt = 1; attempt <= 5; attempt++) {
    const story = stage.begin(`${name}-${attempt}`, 'approve');
    const moment = stage.when(`${name}-${attempt}`, step).then(() => null);
    const early = await Promise.race([moment, story]);
    if (early === null) return;
    states.push(early.state);
    // The watch may lag behind after a fall of the bus: the next one is not begun before it has caught up.
    await stage.when(`${name}-${attempt}`, 'ended');
  }
  throw new Error(`no call came to be ${step}: they ended ${states.join(', ')}`);
}

/** Which of these events are not sealed with these bytes, once sealing has had its time. */
async function unsealed(heard: ReadonlyMap<string, Buffer>): Promise<string[]> {
  let missing: string[] = [];
  const look = async () => {
    const sealed = new Map((await stage.record.leaves()).map((leaf) => [keyOf(leaf), leaf.leaf]));
    missing = [...heard].filter(([key, bytes]) => !sealed.get(key)?.equals(bytes)).map(([key]) => key);
    return missing.length === 0 ? true : null;
  };
  await waitFor({ what: 'what was heard to be sealed', withinMs: sealsWithinMs }, look).catch(() => undefined);
  return missing;
}

describe.each(killMatrix())('when a held call is $step', ({ kills, step, bystander }) => {
  const victims = kills.map(({ victim }) => victim).join(' and ');

  it(`${victims}, killed, come back and the record is what it was`, async () => {
    const spot = step.replaceAll(' ', '-');
    void stage.begin(`beside-${victims.replaceAll(' ', '-')}-${spot}`, bystander);
    const fallen = kills.map(async ({ victim, delayMs }) => {
      await reach(`${victim}-${spot}`, step);
      await sleep(delayMs);
      return stage.kill(victim);
    });
    const outageMs = await stage.recovered(await Promise.all(fallen));
    process.stdout.write(`killed ${victims} at ${step}: all usable again after ${outageMs} ms\n`);
    expect(await stage.record.faults()).toEqual([]);
  });
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
    // Services go on publishing, as when leases run out: what had been heard by now is what must be sealed soon.
    const heard = new Map(stage.bus.seen);
    expect(await unsealed(heard)).toEqual([]);
    expect(await stage.record.faults()).toEqual([]);
    expect(stage.bus.strange).toEqual([]);
    leaves = await stage.record.leaves();
    expect(leaves.filter(({ type }) => type === 'EventConflict' || type === 'EventRejected')).toEqual([]);
  });

  it('the evidence verifies offline', async () => {
    const size = leaves.filter(({ tenant }) => tenant === 'demo').length;
    await waitFor({ what: 'a checkpoint over all of it', withinMs: sealsWithinMs }, async () =>
      (await stage.record.signedSize('demo')) >= size ? true : null,
    );
    expect(verifiedEvidence(stage.product.dataDir)).toMatch(/^VERIFIED: tenant demo/m);
  });
});
