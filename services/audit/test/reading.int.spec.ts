import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getCheckpoint, getInclusionProof, getTrust, listCheckpoints, listEvents } from '@countersign/contracts';
import {
  createNoteVerifier,
  leafHash,
  openNote,
  parseCheckpoint,
  parseTlogProof,
  verifyInclusion,
} from '@countersign/evidence';
import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import { proposedEvent } from '../src/test-data/messages.js';
import { eventually } from './eventually.js';
import { person, startAudit, type RunningAudit } from './running-audit.js';

type EventPage = z.output<typeof listEvents.response>;

let audit: RunningAudit;
const viewer = person('acme', 'viewer');

async function answer<T>(
  asked: Promise<{ ok: true; value: T } | { ok: false; refusal: { reasonCode: string } }>,
): Promise<T> {
  const result = await asked;
  if (!result.ok) throw new Error(`refused: ${result.refusal.reasonCode}`);
  return result.value;
}

const newestSize = async (tenant: string) => {
  const result = await audit.console.rpc.call(getCheckpoint, { actor: person(tenant, 'viewer') });
  return result.ok ? result.value.size : 0;
};

beforeAll(async () => {
  audit = await startAudit();
  const events = Array.from({ length: 600 }, (_, nth) => proposedEvent({ nth, tenant: nth % 300 ? 'acme' : 'globex' }));
  await audit.record(events);
  await eventually('a checkpoint covers the events', async () => (await newestSize('acme')) >= 598);
});

afterAll(() => audit.stop());

describe('reading the record', () => {
  it('pages through all events of the tenant, and of no other', async () => {
    const seen: number[] = [];
    let fromIndex: number | undefined = 0;
    while (fromIndex !== undefined) {
      const request = { actor: viewer, fromIndex, limit: 100 };
      const page: EventPage = await answer(audit.console.rpc.call(listEvents, request));
      expect(page.events.every((event) => event.leaf.includes('"tenant":"acme"'))).toBe(true);
      seen.push(...page.events.map((event) => event.index));
      fromIndex = page.nextIndex ?? undefined;
    }
    expect(seen).toEqual(seen.map((_, index) => index));
    expect(seen.length).toBeGreaterThanOrEqual(598);
  });

  it('finds events by type, subject and run, newest first if asked', async () => {
    const list = (filter: object) => answer(audit.console.rpc.call(listEvents, { actor: viewer, limit: 3, ...filter }));
    expect((await list({ subject: 'call_00000007' })).events.map((event) => event.id)).toEqual(['evt_00000007']);
    expect((await list({ types: ['CheckpointPublished'] })).events.map((event) => event.source)).toContain('audit');
    expect((await list({ run: 'run_2' })).events).toEqual([]);
    const last = await list({ run: 'run_1', descending: true });
    expect(last.events.map((event) => event.id)).toEqual(['evt_00000599', 'evt_00000598', 'evt_00000597']);
    const before = await list({ run: 'run_1', descending: true, fromIndex: last.nextIndex });
    expect(before.events[0]?.id).toBe('evt_00000596');
  });

  it('refuses somebody without a role', async () => {
    const result = await audit.console.rpc.call(listEvents, { actor: person('acme'), limit: 1 });
    expect(result).toMatchObject({ ok: false, refusal: { reasonCode: 'forbidden' } });
  });

  it('proves any event against the newest checkpoint, for somebody who pinned the key', async () => {
    const trust = await answer(audit.console.rpc.call(getTrust, { actor: viewer }));
    expect(trust.origin).toBe('log.example/acme');
    const pinned = createNoteVerifier(trust.vkey);
    if (!pinned.ok) throw new Error('the key is malformed');
    for (const index of [0, 1, 255, 256, 300, 511, 597]) {
      const { proof } = await answer(audit.console.rpc.call(getInclusionProof, { actor: viewer, index }));
      const parsed = parseTlogProof(proof);
      if (!parsed.ok) throw new Error(parsed.refusal.message);
      const note = openNote(parsed.proof.checkpoint, [pinned.verifier]);
      const head = note.ok ? parseCheckpoint(note.note.text) : null;
      if (!head?.ok) throw new Error('the checkpoint does not verify');
      const { events } = await answer(
        audit.console.rpc.call(listEvents, { actor: viewer, fromIndex: index, limit: 1 }),
      );
      const { size, root } = head.checkpoint;
      const claim = {
        index: BigInt(index),
        size: BigInt(size),
        leafHash: leafHash(Buffer.from(events[0]?.leaf ?? '')),
        path: parsed.proof.path,
        root,
      };
      expect([index, verifyInclusion(claim)]).toEqual([index, true]);
    }
  });

  it('says plainly when no checkpoint covers an event yet', async () => {
    const result = await audit.console.rpc.call(getInclusionProof, { actor: viewer, index: 1_000_000 });
    expect(result).toMatchObject({ ok: false, refusal: { reasonCode: 'not_found' } });
  });

  it('publishes no checkpoint for an idle log, and one for each second in which something happened', async () => {
    const count = async () =>
      (await answer(audit.console.rpc.call(listCheckpoints, { actor: viewer, limit: 100 }))).checkpoints.length;
    const afterAWhile = async () => {
      await sleep(2_500);
      return count();
    };
    // What was recorded before may still get its checkpoint; then there is none for as long as two would take.
    let idle = await count();
    await eventually('no checkpoint is published any more', async () => {
      const before = idle;
      idle = await afterAWhile();
      return idle === before;
    });
    await audit.record([proposedEvent({ nth: 9_000 })]);
    await eventually('the new event is covered', async () => (await count()) === idle + 1);
  });

  it('has each checkpoint but the newest on the record before the next one', async () => {
    const { checkpoints } = await answer(audit.console.rpc.call(listCheckpoints, { actor: viewer, limit: 100 }));
    const { events } = await answer(
      audit.console.rpc.call(listEvents, { actor: viewer, types: ['CheckpointPublished'], limit: 100 }),
    );
    const told = events.map((event) => (JSON.parse(event.leaf) as { data: { size: number } }).data.size);
    const sizes = checkpoints.map((checkpoint) => checkpoint.size).sort((a, b) => a - b);
    expect(sizes.length).toBeGreaterThan(1);
    // The newest may still be on its way to the record.
    expect(told.slice(0, sizes.length - 1)).toEqual(sizes.slice(0, -1));
  });
});
