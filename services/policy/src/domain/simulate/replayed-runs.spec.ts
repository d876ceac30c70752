import { describe, expect, it } from '@jest/globals';
import type { RecordedCall } from './recorded-call.js';
import { ReplayedRuns } from './replayed-runs.js';

const since = Date.parse('2026-11-01T00:00:00.000Z');
const runOpenedAt = (atMs: number) => `run_${atMs.toString(16).padStart(12, '0')}7abcdef0123456789abc`;

function call(callId: string, run: string, context: Partial<RecordedCall['context']> = {}): RecordedCall {
  return {
    callId,
    run,
    agent: 'bot',
    tool: 'fs.read',
    arguments: {},
    context: { nowMs: since + 1_000, principal: null, ...context },
    verdict: 'allow',
    reasonCode: 'allowed_by_rule',
    rule: null,
  };
}

describe('a run that is replayed', () => {
  it('from its start on has what a candidate marks it with, and nothing else', () => {
    const runs = new ReplayedRuns(since);
    const run = runOpenedAt(since + 500);
    runs.add(call('a', run), ['by-candidate']);
    runs.add({ ...call('b', run), verdict: 'deny' }, ['of-a-denied-call']);
    const recorded = { labels: ['by-the-policy-then'], counted: { key: 7 } };
    expect(runs.contextOf(call('c', run, recorded))).toEqual({
      nowMs: since + 1_000,
      principal: null,
      labels: ['by-candidate'],
      history: [{ tool: 'fs.read', atMs: since + 1_000 }],
    });
  });

  it('keeps the labels that data in results has put on it', () => {
    const runs = new ReplayedRuns(since, { 'card-number': 'seen-cards' });
    const recorded = { labels: ['seen-cards', 'by-a-rule-then'] };
    expect(runs.contextOf(call('a', runOpenedAt(since + 500), recorded)).labels).toEqual(['seen-cards']);
  });

  it('from the middle on has also what the record says of its beginning, and is unknown where that says nothing', () => {
    const runs = new ReplayedRuns(since);
    const run = runOpenedAt(since - 500);
    runs.add(call('a', run), ['by-candidate']);
    const recorded = { labels: ['by-the-policy-then'], counted: { key: 7 } };
    expect(runs.contextOf(call('c', run, recorded))).toMatchObject({
      labels: ['by-candidate', 'by-the-policy-then'],
      counted: { key: 7 },
    });
    expect(runs.contextOf(call('d', run))).not.toHaveProperty('labels');
  });
});
