import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadAnalysers } from '@countersign/effects';
import { document, governance, revisionOf, rule } from '../../../test/governance.js';
import { finish } from '../governance/steps.js';
import type { RecordedCall } from './recorded-call.js';
import { simulationSteps, type Simulation } from './simulate.js';
import { simulationReport } from './simulation-report.js';
import { suggestRules } from './suggest-rules.js';

beforeAll(loadAnalysers);

const hour = 3_600_000;

function recorded(callId: string, more: Partial<RecordedCall> = {}): RecordedCall {
  return {
    callId,
    run: 'run-1',
    agent: 'bot',
    tool: 'mail.send',
    arguments: { to: ['a@b.example'] },
    context: { nowMs: 0, principal: null },
    verdict: 'hold',
    reasonCode: 'held_by_rule',
    rule: { policy: 'rules', name: 'ask' },
    ...more,
  };
}

const simulate = (rules: unknown[], calls: RecordedCall[]): Simulation =>
  finish(simulationSteps(revisionOf(governance(rules)), calls));

describe('deciding recorded calls again', () => {
  const allowMail = rule('allow', { tools: ['mail.send'] });

  it('tells what is newly allowed, held and denied, and that a change would now run by itself', () => {
    const simulation = simulate([allowMail], [recorded('a'), recorded('b', { verdict: 'allow' })]);
    expect(simulation).toMatchObject({ decided: 2, unchanged: 1, newlyHeld: [], newlyDenied: [], widens: true });
    expect(simulation.newlyAllowed).toMatchObject([
      { callId: 'a', before: 'hold', after: 'allow', changesState: true },
    ]);
    expect(simulate([], [recorded('a')])).toMatchObject({
      newlyDenied: [{ reasonCode: 'no_matching_rule' }],
      widens: false,
    });
  });

  it('does not count a proven read as widening', () => {
    const read = recorded('a', { tool: 'fs.read', arguments: { path: '/workspace/a' }, verdict: 'deny' });
    const simulation = simulate([rule('allow', { tools: ['fs.read'] })], [read]);
    expect(simulation).toMatchObject({ newlyAllowed: [{ changesState: false }], widens: false });
  });

  it('counts a run as it went: what was let through then is its history now', () => {
    const limited = { ...allowMail, when: { history: { toolCalls: [{ tools: ['mail.send'], fewerThan: 2 }] } } };
    const calls = ['a', 'b', 'c'].map((id, i) => recorded(id, { verdict: 'allow', context: { nowMs: i * hour } }));
    expect(simulate([limited], calls).newlyDenied.map(({ callId }) => callId)).toEqual(['c']);
    const held = calls.map((call) => ({ ...call, verdict: 'hold' as const, approval: 'rejected' as const }));
    expect(simulate([limited], held).newlyAllowed).toHaveLength(3);
  });

  it('tells how often each approver would be asked a day', () => {
    const calls = Array.from({ length: 8 }, (_, i) =>
      recorded(`c${i}`, { context: { nowMs: i * 12 * hour, principal: null } }),
    );
    const { holdsPerDay } = simulate([rule('hold', { tools: ['mail.send'] })], calls);
    expect(holdsPerDay).toEqual([
      { person: 'ada', holds: 2.3 },
      { person: 'ben', holds: 2.3 },
    ]);
  });
});

describe('the report', () => {
  it('says in Markdown what matters, and takes no markup from rule names', () => {
    const named = { ...rule('allow', { tools: ['mail.send'] }), name: 'mail | <b>all</b>' };
    const text = simulationReport(simulate([named], [recorded('a')]), {
      revision: `sha256:${'a'.repeat(64)}`,
      title: 'What came out',
      counts: { allowed: 1, held: 0, denied: 0 },
    });
    expect(text).toContain('| allowed | 1 |');
    expect(text).toContain('**A call that changes something would run without a person.');
    expect(text).toContain('mail \\| \\<b\\>all\\</b\\>');
    expect(text).not.toContain('a@b.example');
  });
});

describe('suggestions', () => {
  const documents = governance([{ ...rule('hold', { tools: ['mail.send'] }), name: 'ask' }]);
  const granted = (count: number, args: (i: number) => unknown) =>
    Array.from({ length: count }, (_, i) => recorded(`c${i}`, { approval: 'granted', arguments: args(i) }));

  it('come from what people granted every time, no wider than the habit, with governance to replay', () => {
    const calls = granted(5, (i) => ({ urgent: false, to: [`p${i}@b.example`] }));
    const [suggestion] = suggestRules(documents, calls);
    expect(suggestion).toMatchObject({
      holdRule: 'ask',
      granted: 5,
      allowRule: { tools: ['mail.send'], when: { arguments: [{ pointer: '/urgent', op: 'equals', value: false }] } },
    });
    const replay = finish(
      simulationSteps(revisionOf((suggestion?.documents ?? []).map(document)), [
        ...calls,
        recorded('urgent', { arguments: { urgent: true, to: [] } }),
      ]),
    );
    expect(replay).toMatchObject({ unchanged: 1, newlyAllowed: { length: 5 } });
  });

  it('are not made from few grants, nor where anybody ever said no', () => {
    expect(
      suggestRules(
        documents,
        granted(4, () => ({})),
      ),
    ).toEqual([]);
    expect(suggestRules(documents, [...granted(9, () => ({})), recorded('x', { approval: 'rejected' })])).toEqual([]);
  });
});
