import { beforeEach, describe, expect, it } from '@jest/globals';
import { InMemoryEventStore } from '../storage/in-memory-event-store.js';
import { messageOf, poisonMessage, proposedEvent, type EventSketch } from '../test-data/messages.js';
import { readCandidate } from './read-candidate.js';
import { sealBatch, type SealSession } from './seal-batch.js';

let store: InMemoryEventStore;
let session: SealSession;
let sequence: number;

const clock = { now: () => Date.parse('2026-11-21T10:00:01.000Z') };
const seal = () => sealBatch({ store, clock });
const takeOver = async () => ({ ...(await store.takeOver()), incarnation: 'first' });

const batchOf = (...sketches: EventSketch[]) =>
  sketches.map((sketch) => readCandidate(messageOf(proposedEvent(sketch), ++sequence)));

const typesOf = (tenant = 'acme') => (store.leaves.get(tenant) ?? []).map((leaf) => leaf.type);

beforeEach(async () => {
  store = new InMemoryEventStore();
  session = await takeOver();
  sequence = 0;
});

describe('sealing a batch', () => {
  it('says how far the record goes only after the commit', async () => {
    const outcome = await seal()(session, batchOf({ nth: 1 }, { nth: 2 }));
    expect(outcome).toMatchObject({
      kind: 'sealed',
      batch: { position: { incarnation: 'first', sequence: 2 }, leaves: 2 },
    });
    expect(store.position.sequence).toBe(2);
  });

  it('keeps its own view of the trees as it was when the store fails', async () => {
    const failing = Object.assign(Object.create(store) as InMemoryEventStore, {
      append: () => Promise.reject(new Error('the store is away')),
    });
    await expect(sealBatch({ store: failing, clock })(session, batchOf({ nth: 1 }))).rejects.toThrow('away');
    expect(session.heads.size).toBe(0);
    expect(session.position.sequence).toBe(0);
  });

  it('finds nothing to add when a batch comes again after its commit was not heard of', async () => {
    const batch = batchOf({ nth: 1 }, { nth: 2 });
    await seal()(session, batch);
    const successor = await takeOver();
    expect(successor.position.sequence).toBe(2);
    const again = batch.map((candidate) => ({ ...candidate, message: { ...candidate.message, sequence: ++sequence } }));
    expect(await seal()(successor, again)).toMatchObject({ kind: 'sealed', batch: { leaves: 0, duplicates: 2 } });
    expect(typesOf()).toHaveLength(2);
  });

  it('cannot append under an epoch that is over', async () => {
    await takeOver();
    expect(await seal()(session, batchOf({ nth: 1 }))).toEqual({ kind: 'deposed' });
    expect(store.leaves.size).toBe(0);
  });

  it('records a conflict with an event of an earlier batch, and the same conflict only once', async () => {
    await seal()(session, batchOf({ nth: 1 }));
    const other = { nth: 1, tool: 'shell.exec' };
    await seal()(session, batchOf(other, { nth: 2 }));
    await seal()(session, batchOf(other));
    expect(typesOf()).toEqual(['ToolCallProposed', 'EventConflict', 'ToolCallProposed']);
  });

  it('records the same poison only once, whenever it comes', async () => {
    await seal()(session, [readCandidate(poisonMessage(++sequence))]);
    await seal()(session, [readCandidate(poisonMessage(++sequence)), ...batchOf({ nth: 1 })]);
    expect(typesOf()).toEqual(['EventRejected', 'ToolCallProposed']);
  });

  it('narrows a batch that the store cannot hold down to the one event at fault', async () => {
    const picky = Object.assign(Object.create(store) as InMemoryEventStore, {
      append: async (append: Parameters<InMemoryEventStore['append']>[0]) =>
        append.growths.some((growth) => growth.leaves.some((leaf) => leaf.id === 'evt_00000003'))
          ? 'unstorable'
          : store.append(append),
    });
    const outcome = await sealBatch({ store: picky, clock })(
      session,
      batchOf(...[1, 2, 3, 4, 5].map((nth) => ({ nth }))),
    );
    expect(outcome).toMatchObject({ kind: 'sealed', batch: { leaves: 5, position: { sequence: 5 } } });
    expect(typesOf()).toEqual([
      'ToolCallProposed',
      'ToolCallProposed',
      'EventRejected',
      'ToolCallProposed',
      'ToolCallProposed',
    ]);
  });

  it('names each tenant whose tree grew', async () => {
    const outcome = await seal()(session, batchOf({ nth: 1 }, { nth: 2, tenant: 'globex' }, { nth: 3 }));
    expect(outcome).toMatchObject({ batch: { tenants: ['acme', 'globex'] } });
  });
});
