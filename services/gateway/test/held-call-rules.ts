import { expect, it } from '@jest/globals';
import type { OutboxRow } from '@countersign/messaging';
import type { ToolCall } from '../src/domain/call/tool-call.js';
import { heldEvent } from '../src/handlers/events/held-event.js';
import { ended, toolCall, type Stored } from './call-store-rules.js';
import { signedFor } from './parts/interrupted.js';

const agoMs = (milliseconds: number) => new Date(Date.now() - milliseconds).toISOString();

/** A held call with its event. `heldAt`: RFC 3339; its approval ends an hour later. */
async function held({ calls }: Stored, heldAt: string): Promise<ToolCall> {
  const call = toolCall();
  await calls.insert(call);
  const signed = signedFor(call, 'hold');
  const decision = { ...signed, decision: { ...signed.decision, decidedAt: heldAt } };
  const event = heldEvent(call, decision.decision, Date.now());
  expect(await calls.move(call, { status: 'held', decision, replica: null }, event)).toBe(true);
  return { ...call, status: 'held', decision, replica: null };
}

/** What holds for every store of calls that wait for people. */
export function heldCallRules(open: () => Stored): void {
  it('says which events about a call are not known to be on the record', async () => {
    const stored = open();
    const call = await held(stored, agoMs(0));
    expect((await stored.calls.get(call))?.pending).toEqual([`held_${call.id}`]);
    await stored.outbox.markPublished([`held_${call.id}`], { sequence: 1, incarnation: 'first' });
    await stored.outbox.dropSealed({ sequence: 1, incarnation: 'first' });
    expect((await stored.calls.get(call))?.pending).toEqual([]);
  });

  it('finds held calls whose approval was over long ago, and no others', async () => {
    const stored = open();
    const overdue = await held(stored, agoMs(3_600_000 + 601_000));
    const awaited = await held(stored, agoMs(3_600_000 + 500_000));
    const found = (await stored.calls.overdue(1_000)).map(({ id }) => id);
    expect([overdue, awaited].map(({ id }) => found.includes(id))).toEqual([true, false]);
  });

  it('finds what was published before an event about the same call, and nothing about others', async () => {
    const stored = open();
    const [call, other] = [await held(stored, agoMs(0)), await held(stored, agoMs(0))];
    const published = { sequence: 2, incarnation: 'second' };
    await stored.outbox.markPublished([`held_${call.id}`, `held_${other.id}`], published);
    await stored.calls.move(call, { status: 'failed' }, ended(call));
    const due = (await stored.outbox.due(1_000)).find(({ id }) => id === `outcome_${call.id}`) as OutboxRow;
    expect((await stored.outbox.before(due)).map(({ id }) => id)).toEqual([`held_${call.id}`]);
  });
}
