import { describe, expect, it } from '@jest/globals';
import { countHistory } from '../decide/count-history.js';
import { globMatcher } from '../governance/glob.js';
import type { RunEntry } from './run-entry.js';
import { RunState } from './run-state.js';
import { openedAt } from './run-times.js';

const entry = (id: string, more: Partial<RunEntry> = {}): RunEntry => ({
  id,
  tool: 'mail.send',
  atMs: 1_000,
  labels: [],
  ...more,
});

describe('the state of a run', () => {
  it('tells the calls that were let through, in order, and every label once', () => {
    const state = RunState.of([
      entry('a', { labels: ['b-label', 'a-label'] }),
      entry('m', { tool: null, labels: ['a-label'] }),
      entry('b', { tool: 'fs.read', atMs: 2_000 }),
    ]);
    expect(state.before('c')).toEqual({
      labels: ['a-label', 'b-label'],
      history: [
        { tool: 'mail.send', atMs: 1_000 },
        { tool: 'fs.read', atMs: 2_000 },
      ],
    });
  });

  it('shows a call that is decided again what came before it, and takes it in once', () => {
    const state = RunState.of([entry('a', { labels: ['first'] }), entry('b', { labels: ['second'] }), entry('c')]);
    state.add(entry('b', { labels: ['other'] }));
    expect(state.entries).toBe(3);
    expect(state.before('b')).toEqual({ labels: ['first'], history: [{ tool: 'mail.send', atMs: 1_000 }] });
  });

  it('counts a long run in full, and does not pretend to know times and order that it has forgotten', () => {
    const calls = Array.from({ length: 1_500 }, (_, i) => entry(`c${i}`, { atMs: i * 1_000, labels: ['busy'] }));
    const seen = RunState.of(calls).before('next');
    const told = {
      nowMs: 1_500_000,
      history: seen.history ?? [],
      ...(seen.forgotten && { forgotten: seen.forgotten }),
    };
    const counter = (withinMs: number | null) =>
      countHistory({ kind: 'calls', matches: globMatcher('mail.*'), withinMs }, told);
    expect(seen.labels).toEqual(['busy']);
    expect(counter(null)).toBe(1_500);
    expect(counter(10_000)).toBe(10);
    expect(counter(1_400_000)).toBeUndefined();
    const sequence = (...steps: string[]) => countHistory({ kind: 'sequence', steps: steps.map(globMatcher) }, told);
    expect(sequence('mail.*', 'mail.send')).toBe(1);
    expect(sequence('fs.read', 'mail.send')).toBeUndefined();
  });
});

describe('when a run was opened', () => {
  it('is in its id', () => {
    const opened = Date.parse('2026-11-21T10:00:00.000Z');
    expect(openedAt(`run_${opened.toString(16).padStart(12, '0')}7abcdef0123456789abc`)).toBe(opened);
    expect(openedAt('run_1')).toBeNull();
  });
});
