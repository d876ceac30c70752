import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Decision } from '@countersign/contracts';
import { loadAnalysers } from '@countersign/effects';
import { parseEventMessage, type PreparedEvent } from '@countersign/messaging';
import { governance, revisionOf, rule } from '../../../test/governance.js';
import { InMemoryRunStore } from '../../storage/in-memory-run-store.js';
import { composeDecision } from '../../domain/decide/compose-decision.js';
import { decideToolCall } from '../../domain/decide/decide-tool-call.js';
import type { Change } from '../../domain/simulate/change-of.js';
import type { ShadowFindings, ShadowParts } from './shadow-ports.js';
import { ShadowRunner } from './shadow-runner.js';

beforeAll(loadAnalysers);

const now = Date.parse('2026-11-21T10:00:00.000Z');
const decidedAt = new Date(now).toISOString();
const run = `run_${now.toString(16).padStart(12, '0')}7abcdef0123456789abc`;
const mail = { to: [] };
const live = revisionOf(governance([rule('allow', { tools: ['mail.send', 'fs.read'] })]));

const reading = { tool: 'fs.read', args: { path: '/workspace/a' } };

function decided(
  callId: string,
  more: Partial<Decision> = {},
  { tool, args } = { tool: 'mail.send', args: mail as object },
) {
  const frame = { decisionId: `dec_${callId}`, tenant: 'demo', callId, phase: 'initial' as const, agent: 'bot', run };
  const call = { agent: 'bot', tool, arguments: args };
  const outcome = decideToolCall(live, call, { nowMs: now, principal: null });
  const decision = { ...composeDecision({ ...frame, tool, decidedAt }, outcome), ...more };
  return { decision, arguments: args as never };
}

function given(rules: unknown[]) {
  const told: { findings: { decided: number; dropped: number; holds: object }; changes: Change[] }[] = [];
  const events: PreparedEvent[] = [];
  let isAway = false;
  const shadows = {
    add: async (_: unknown, { decided: count, dropped, holds, changes }: ShadowFindings) => {
      if (isAway) throw new Error('the store is away');
      told.push({
        findings: { decided: count, dropped, holds: Object.fromEntries(holds) },
        changes: changes.map(({ change }) => change),
      });
      return changes.map(({ event }) => event);
    },
  };
  const parts = {
    shadows,
    clock: { now: () => now },
    ids: { next: () => 'x', bytes: () => Buffer.alloc(32) },
    environment: 'test',
    runs: new InMemoryRunStore(),
    recallRun: async () => [],
    readResults: async () => [],
    publish: async (some: PreparedEvent[]) => events.push(...some),
    breathe: async () => undefined,
  } as unknown as ShadowParts;
  const runner = new ShadowRunner(parts);
  const loaded = revisionOf(governance(rules));
  runner.use(new Map([['demo', { tenant: 'demo', shadowId: 'shw_1', startedAt: now - 60_000, loaded }]]));
  return { runner, told, events, away: (is: boolean) => (isAway = is) };
}

describe('a candidate beside the policy in force', () => {
  it('tells, with an event, only of calls that it would have decided otherwise, and counts all', async () => {
    const { runner, told, events } = given([
      rule('hold', { tools: ['mail.send'] }),
      rule('allow', { tools: ['fs.read'] }),
    ]);
    runner.heard(decided('call_1'));
    runner.heard(decided('call_2', {}, reading));
    expect(told).toEqual([]);
    await runner.drain();
    expect(told).toMatchObject([
      {
        findings: { decided: 2, dropped: 0, holds: { ada: 1, ben: 1 } },
        changes: [{ callId: 'call_1', before: 'allow', after: 'hold', changesState: true }],
      },
    ]);
    const received = events.map(({ subject, body }) => parseEventMessage(subject, body));
    expect(received).toMatchObject([
      {
        value: {
          leaf: { type: 'ShadowDecided', subject: 'call_1', data: { verdict: 'hold', liveVerdict: 'allow' } },
          payloads: { input: {} },
        },
      },
    ]);
  });

  it('keeps its own view of a run: labels are its own, what went through is what policy let through', async () => {
    const { runner, told } = given([
      rule('allow', { tools: ['fs.read'], labels: ['read-files'] }),
      rule('allow', { tools: ['mail.send'] }),
      rule('deny', { tools: ['mail.send'], when: { labels: { has: ['read-files'] } } }),
    ]);
    runner.heard(decided('call_1'));
    runner.heard(decided('call_2', { verdict: 'hold' }, reading));
    runner.heard(decided('call_3'));
    runner.heard(decided('call_2', { verdict: 'hold', phase: 'recheck' }, reading));
    runner.heard(decided('call_4'));
    await runner.drain();
    expect(told).toMatchObject([{ findings: { decided: 4 } }]);
    expect(told[0]?.changes.map(({ callId, after }) => [callId, after])).toEqual([
      ['call_2', 'allow'],
      ['call_4', 'deny'],
    ]);
  });

  it('is not asked about more calls than can wait, and says how many those were', async () => {
    const { runner, told } = given([rule('allow', { tools: ['mail.send'] })]);
    const call = decided('call_1');
    for (let i = 0; i < 1_003; i++) runner.heard(call);
    await runner.drain();
    expect(told).toMatchObject([{ findings: { decided: 1_000, dropped: 3 } }]);
  });

  it('hears nothing of tenants without a candidate, nor once it is stopped', async () => {
    const { runner, told } = given([rule('hold', { tools: ['mail.send'] })]);
    runner.heard(decided('call_1', { tenant: 'acme' }));
    runner.use(new Map());
    runner.heard(decided('call_2'));
    await runner.drain();
    expect(told).toEqual([]);
  });

  it('counts as dropped what it could not tell, and goes on', async () => {
    const { runner, told, away } = given([rule('hold', { tools: ['mail.send'] })]);
    away(true);
    runner.heard(decided('call_1'));
    await expect(runner.drain()).rejects.toThrow('the store is away');
    away(false);
    runner.heard(decided('call_2'));
    await runner.drain();
    expect(told).toMatchObject([{ findings: { decided: 1, dropped: 1 }, changes: [{ callId: 'call_2' }] }]);
  });
});
