import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  createNoteSigner,
  createNoteVerifier,
  generateNoteKey,
  openNote,
  parseCheckpoint,
} from '@countersign/evidence';
import { TreeDiverged } from '../domain/extend-signed-tree.js';
import { SignedHeadsInMemory } from '../signing/signed-heads-in-memory.js';
import { InMemoryEventStore } from '../storage/in-memory-event-store.js';
import { messageOf, proposedEvent } from '../test-data/messages.js';
import { publishCheckpoint } from './publish-checkpoint.js';
import { readCandidate } from './read-candidate.js';
import { sealBatch, type SealSession } from './seal-batch.js';

const signer = createNoteSigner(generateNoteKey('log.example/acme'));
const clock = { now: () => Date.parse('2026-11-21T10:00:01.000Z') };

let store: InMemoryEventStore;
let signed: SignedHeadsInMemory;
let session: SealSession;
let sequence: number;

const publish = (on = store) =>
  publishCheckpoint({ store: on, signed, signerOf: () => signer, clock })({ tenant: 'acme', epoch: session.epoch });

async function seal(...numbers: number[]): Promise<void> {
  const batch = numbers.map((nth) => readCandidate(messageOf(proposedEvent({ nth }), ++sequence)));
  await sealBatch({ store, clock })(session, batch);
}

/** What audit does with its own events: they come back to it over the bus. */
async function sealOutbox(): Promise<void> {
  const batch = store.outbox.splice(0).map((event) => readCandidate(messageOf(event, ++sequence)));
  await sealBatch({ store, clock })(session, batch);
}

beforeEach(async () => {
  store = new InMemoryEventStore();
  signed = new SignedHeadsInMemory();
  session = { ...(await store.takeOver()), incarnation: 'first' };
  sequence = 0;
});

describe('publishing a checkpoint', () => {
  it('signs the size and root of all that is sealed', async () => {
    await seal(1, 2, 3);
    expect(await publish()).toMatchObject({ kind: 'published' });
    const note = store.checkpoints.get('acme')?.[0]?.note ?? '';
    const pinned = createNoteVerifier(signer.vkey);
    const opened = pinned.ok ? openNote(note, [pinned.verifier]) : null;
    const head = opened?.ok ? parseCheckpoint(opened.note.text) : null;
    expect(head).toMatchObject({ ok: true, checkpoint: { origin: 'log.example/acme', size: 3 } });
    expect(head?.ok && head.checkpoint.root).toEqual(session.heads.get('acme')?.range.root());
  });

  it('has nothing to do for a log in which only the last checkpoint was told of', async () => {
    await seal(1);
    await publish();
    await sealOutbox();
    expect(store.leaves.get('acme')?.map((leaf) => leaf.type)).toEqual(['ToolCallProposed', 'CheckpointPublished']);
    expect(await publish()).toEqual({ kind: 'not_due' });
    await seal(2);
    expect(await publish()).toMatchObject({ kind: 'published' });
  });

  it('publishes nothing under an epoch that is over', async () => {
    await seal(1);
    await store.takeOver();
    expect(await publish()).toEqual({ kind: 'deposed' });
    expect(store.checkpoints.size).toBe(0);
    expect(store.outbox).toEqual([]);
  });

  it('signs nothing when a stored leaf is no longer what was hashed', async () => {
    await seal(1, 2);
    const leaf = store.leaves.get('acme')?.[1];
    if (leaf) leaf.bytes = Buffer.from(Buffer.from(leaf.bytes).toString().replace('logs.read', 'logs.rEad'));
    await expect(publish()).rejects.toThrow(TreeDiverged);
    expect(store.checkpoints.size).toBe(0);
  });

  it('signs nothing when leaves are missing at the end', async () => {
    await seal(1, 2, 3);
    await publish();
    await seal(4, 5);
    store.leaves.get('acme')?.pop();
    await expect(publish()).rejects.toThrow(TreeDiverged);
  });

  it('never signs a second root for a size, even if the store was set back to an old backup', async () => {
    await seal(1, 2);
    await publish();
    const restored = new InMemoryEventStore();
    store = restored;
    session = { ...(await restored.takeOver()), incarnation: 'second' };
    await seal(8);
    await expect(publish()).rejects.toThrow('2 leaves of log.example/acme are signed, the store holds 1');
    await seal(9);
    await expect(publish()).rejects.toThrow(TreeDiverged);
    await seal(10);
    await expect(publish()).rejects.toThrow(TreeDiverged);
    expect(restored.checkpoints.size).toBe(0);
  });

  it('goes on from the stored checkpoint when the signer remembers nothing', async () => {
    await seal(1, 2);
    await publish();
    signed = new SignedHeadsInMemory();
    await seal(3);
    expect(await publish()).toMatchObject({ kind: 'published' });
    expect(store.checkpoints.get('acme')?.map((checkpoint) => checkpoint.size)).toEqual([2, 3]);
  });

  it('goes on when a signature was remembered but never stored', async () => {
    await seal(1, 2);
    const failing = Object.assign(Object.create(store) as InMemoryEventStore, {
      save: () => Promise.reject(new Error('the store is away')),
    });
    await expect(publish(failing)).rejects.toThrow('away');
    await seal(3);
    expect(await publish()).toMatchObject({ kind: 'published' });
  });
});
