import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadAnalysers } from '@countersign/effects';
import { governance, revisionOf, rule } from '../../test/governance.js';
import { InMemoryRunStore } from '../storage/in-memory-run-store.js';
import type { FoundInResult } from '../domain/runs/result-labels.js';
import { entryOf, type RunEntry } from '../domain/runs/run-entry.js';
import { RunState } from '../domain/runs/run-state.js';
import { decideCall } from './decide-proposed-tool-call.js';
import type { DecideParts } from './ports.js';

beforeAll(loadAnalysers);

const now = Date.parse('2026-11-21T10:00:00.000Z');
const runOpenedAt = (atMs: number) => `run_${atMs.toString(16).padStart(12, '0')}7abcdef0123456789abc`;
const fresh = runOpenedAt(now - 1_000);

const onlyOnce = { history: { toolCalls: [{ tools: ['mail.send'], fewerThan: 1 }] } };
const once = rule('allow', {
  tools: ['mail.send'],
  when: onlyOnce,
});
const marked = rule('deny', { tools: ['db.query'], when: { labels: { has: ['read-files'] } } });
const reading = rule('allow', { tools: ['fs.read'], labels: ['read-files'] });
const querying = rule('allow', { tools: ['db.query'] });

function given(rules: unknown[], recorded: RunEntry[] = [], more: Record<string, unknown>[] = []) {
  const found: FoundInResult[] = [];
  let reads = 0;
  const recalled: string[] = [];
  const parts = {
    revisions: { of: () => ({ ok: true, value: revisionOf(governance(rules, more)) }) },
    clock: { now: () => now },
    environment: 'test',
    runs: new InMemoryRunStore(),
    recallRun: async (_: string, run: string) => (recalled.push(run), recorded),
    readResults: async () => ((reads += 1), found),
    awareSince: () => now - 60_000,
  } as unknown as DecideParts;
  let calls = 0;
  const decide = async (tool: string, more: { run?: string; callId?: string; phase?: 'recheck' } = {}) => {
    const frame = {
      decisionId: 'dec_1',
      tenant: 'demo',
      callId: more.callId ?? `call_${(calls += 1)}`,
      phase: more.phase ?? ('initial' as const),
      agent: 'bot',
      run: more.run ?? fresh,
      tool,
      decidedAt: new Date(now).toISOString(),
    };
    const args = { 'mail.send': { to: [] }, 'db.query': { sql: 'select 1' }, 'fs.read': { path: '/workspace/a' } };
    return decideCall(parts, { frame, arguments: args[tool as keyof typeof args], principal: null });
  };
  return {
    parts,
    found,
    reads: () => reads,
    decide,
    recalled,
    verdict: async (...asked: Parameters<typeof decide>) => (await decide(...asked)).decision.verdict,
  };
}

describe('a call in a run whose rules ask what the run has done', () => {
  it('finds what the call right before it has left, and tells it in the recorded input', async () => {
    const { decide, verdict } = given([marked, reading, querying]);
    expect(await verdict('db.query')).toBe('allow');
    expect(await verdict('fs.read')).toBe('allow');
    const { decision, input } = await decide('db.query');
    expect(decision.verdict).toBe('deny');
    expect(input).toMatchObject({ labels: ['read-files'] });
    expect(await verdict('db.query', { run: runOpenedAt(now - 2_000) })).toBe('allow');
  });

  it('does not pass a counter together with others that come at the same time', async () => {
    const { verdict } = given([once]);
    const verdicts = await Promise.all(Array.from({ length: 8 }, () => verdict('mail.send')));
    expect(verdicts.filter((one) => one === 'allow')).toHaveLength(1);
  });

  it('is decided again as it was the first time', async () => {
    const { decide } = given([once]);
    const first = await decide('mail.send', { callId: 'call_again' });
    const second = await decide('mail.send', { callId: 'call_again' });
    expect(second.decision.inputDigest).toBe(first.decision.inputDigest);
    expect(second.decision.verdict).toBe('allow');
  });

  it('counts once it is let through: a held one when it is decided again before it runs', async () => {
    const { verdict } = given([rule('hold', { tools: ['mail.send'], when: onlyOnce }), querying]);
    expect(await verdict('mail.send', { callId: 'call_a' })).toBe('hold');
    expect(await verdict('mail.send', { callId: 'call_b' })).toBe('hold');
    expect(await verdict('mail.send', { callId: 'call_a', phase: 'recheck' })).toBe('hold');
    expect(await verdict('mail.send', { callId: 'call_b', phase: 'recheck' })).toBe('deny');
  });

  it('leaves a state that the decisions on the record give back', async () => {
    const { decide, parts } = given([marked, reading, querying, rule('hold', { tools: ['mail.send'] })]);
    const decisions = [
      await decide('db.query'),
      await decide('mail.send', { callId: 'call_m' }),
      await decide('fs.read'),
      await decide('db.query'),
      await decide('mail.send', { callId: 'call_m', phase: 'recheck' }),
    ].map(({ decision }) => decision);
    const key = { tenant: 'demo', scope: 'live', run: fresh, agent: 'bot' };
    const live = await parts.runs.exclusively(key, async (state) => ({ value: state?.before('next'), entries: [] }));
    const rebuilt = RunState.of(decisions.flatMap((decision) => entryOf(decision) ?? []));
    expect(live).toMatchObject({ labels: ['read-files'], history: { length: 3 } });
    expect(rebuilt.before('next')).toEqual(live);
  });

  it('knows from the record what a run did before anybody kept it', async () => {
    const earlier = { id: 'call_0', tool: 'fs.read', atMs: now - 90_000, labels: ['read-files'] };
    const { verdict, recalled } = given([marked, reading, querying], [earlier]);
    const old = runOpenedAt(now - 100_000);
    expect(await verdict('db.query', { run: old })).toBe('deny');
    expect(await verdict('db.query', { run: old })).toBe('deny');
    expect(recalled).toEqual([old]);
  });
});

describe('data in the results of a run', () => {
  const settings = { kind: 'Settings', resultLabels: { 'card-number': 'read-files' } };

  it('marks the run before its next call is decided, and is asked for only where a call has been let through', async () => {
    const { verdict, found, reads } = given([marked, reading, querying], [], [settings]);
    expect(await verdict('db.query')).toBe('allow');
    expect(reads()).toBe(0);
    found.push({ callId: 'call_1', atMs: now, categories: ['personal'] });
    expect(await verdict('db.query')).toBe('allow');
    found.push({ callId: 'call_2', atMs: now, categories: ['card-number'] });
    expect(await verdict('db.query')).toBe('deny');
    found.length = 0;
    expect(await verdict('db.query')).toBe('deny');
  });

  it('is not asked for where no setting speaks of it', async () => {
    const { verdict, reads } = given([marked, reading, querying]);
    await verdict('db.query');
    await verdict('db.query');
    expect(reads()).toBe(0);
  });
});

describe('a call of an agent whose rules do not ask', () => {
  it('is decided without a look at any store', async () => {
    const { decide, recalled, parts } = given([reading]);
    parts.runs.exclusively = () => Promise.reject(new Error('nobody may ask'));
    const { decision, input } = await decide('fs.read', { run: 'run_1' });
    expect(decision).toMatchObject({ verdict: 'allow', labels: ['read-files'] });
    expect(input).not.toHaveProperty('labels');
    expect(recalled).toEqual([]);
  });
});
