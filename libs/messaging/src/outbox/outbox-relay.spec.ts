import { describe, expect, it } from '@jest/globals';
import type { PreparedEvent } from '../events/prepare-event.js';
import { OutboxRelay } from './outbox-relay.js';
import type { OutboxRow } from './outbox-store.js';

const event = (id: string): PreparedEvent => ({
  ...{ id, tenant: 'acme', type: 'T', subject: 's', messageId: id, body: Buffer.from(id) },
});

/** A table in memory, a bus that counts, and the statements that the relay made. */
function given() {
  const rows = new Map<string, OutboxRow>();
  const state = {
    sequence: 0,
    sealed: 0,
    incarnation: 'i',
    published: [] as string[],
    awaited: [] as string[],
    statements: [] as string[],
    refuses: false,
  };
  const relay = new OutboxRelay({
    store: {
      due: async () => [...rows.values()].filter((row) => row.published === null),
      before: async (row) => {
        const older = [...rows.values()].slice(0, [...rows.keys()].indexOf(row.id));
        return older.filter(({ published, subject }) => published !== null && subject === row.subject);
      },
      markPublished: async (ids, at) => {
        state.statements.push(`mark ${ids.join(',')}`);
        for (const id of ids) rows.set(id, { ...(rows.get(id) as OutboxRow), published: at });
      },
      dropSealed: async (mark, known = []) => {
        if (known.length > 0) state.statements.push(`drop ${known.join(',')}`);
        for (const id of known) rows.delete(id);
        for (const [id, { published }] of rows)
          if (published?.incarnation === mark.incarnation && published.sequence <= mark.sequence) rows.delete(id);
      },
    },
    publisher: {
      publish: async ({ id }, { awaited = false } = {}) => {
        if (state.refuses) throw new Error('the bus refuses');
        state.published.push(id);
        if (awaited) state.awaited.push(id);
        return { sequence: ++state.sequence, duplicate: false };
      },
    },
    watermark: () => ({ incarnation: state.incarnation, sequence: state.sealed }),
    report: () => undefined,
  });
  const commit = (...ids: string[]) => ids.forEach((id) => rows.set(id, { ...event(id), published: null }));
  return { relay, rows, state, commit };
}

describe('OutboxRelay', () => {
  it('publishes again what came before a row about the same and may have been lost, and then the row', async () => {
    const { relay, rows, state, commit } = given();
    commit('vote', 'grant');
    const vote = rows.get('vote') as OutboxRow;
    rows.set('vote', { ...vote, published: { sequence: 1, incarnation: 'an earlier life' } });
    await relay.sweep();
    expect(state.published).toEqual(['vote', 'grant']);
  });

  it('says of what is published at once whether somebody waits for it', async () => {
    const { relay, state, commit } = given();
    commit('a', 'b');
    await relay.publishNow([event('a')], { awaited: true });
    await relay.publishNow([event('b')]);
    expect(state.awaited).toEqual(['a']);
  });

  it('notes what was published at once in one statement, and does not publish it again', async () => {
    const { relay, state, commit } = given();
    commit('a', 'b');
    await Promise.all([relay.publishNow([event('a')]), relay.publishNow([event('b')])]);
    await relay.sweep();
    expect(state.published).toEqual(['a', 'b']);
    expect(state.statements).toEqual(['mark a,b']);
  });

  it('drops what is sealed by then without a note in between, and notes the rest', async () => {
    const { relay, rows, state, commit } = given();
    commit('a', 'b', 'c');
    await relay.publishNow([event('a'), event('b'), event('c')]);
    state.sealed = 2;
    await relay.sweep();
    expect(state.statements).toEqual(['mark c', 'drop a,b']);
    expect([...rows.keys()]).toEqual(['c']);
  });

  it('drops nothing that was published in another life of the stream', async () => {
    const { relay, rows, state, commit } = given();
    commit('a');
    await relay.publishNow([event('a')]);
    Object.assign(state, { incarnation: 'j', sealed: 9 });
    await relay.sweep();
    expect(state.statements).toEqual(['mark a']);
    expect([...rows.keys()]).toEqual(['a']);
  });

  it('keeps every row until it is sealed', async () => {
    const { relay, rows, state, commit } = given();
    commit('a', 'b');
    await relay.publishNow([event('a'), event('b')]);
    state.sealed = 1;
    await relay.sweep();
    await relay.sweep();
    expect([...rows.keys()]).toEqual(['b']);
    state.sealed = 2;
    await relay.sweep();
    expect([...rows.keys()]).toEqual([]);
  });

  it('publishes by sweep what the bus refused before', async () => {
    const { relay, state, commit } = given();
    commit('a');
    state.refuses = true;
    await expect(relay.publishNow([event('a')])).rejects.toThrow('the bus refuses');
    state.refuses = false;
    await relay.sweep();
    expect(state.published).toEqual(['a']);
  });

  it('leaves a row alone that is on its way', async () => {
    const { relay, state, commit } = given();
    commit('a');
    const publishing = relay.publishNow([event('a')]);
    await relay.sweep();
    await publishing;
    expect(state.published).toEqual(['a']);
  });

  it('lets no later fact about something overtake an earlier one that is on its way', async () => {
    const { relay, state, commit } = given();
    commit('a', 'b');
    const publishing = relay.publishNow([event('a')]);
    await relay.sweep();
    expect(state.published).toEqual(['a']);
    await publishing;
    await relay.sweep();
    expect(state.published).toEqual(['a', 'b']);
  });
});
