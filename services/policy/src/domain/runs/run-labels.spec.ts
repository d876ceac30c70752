import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Decision } from '@countersign/contracts';
import { loadAnalysers } from '@countersign/effects';
import { governance, revisionOf, rule } from '../../../test/governance.js';
import { decideToolCall } from '../decide/decide-tool-call.js';
import { entryOf } from './run-entry.js';

beforeAll(loadAnalysers);

const mail = { agent: 'bot', tool: 'mail.send', arguments: { to: [] } };
const labelsOf = (rules: unknown[], call = mail) =>
  decideToolCall(revisionOf(governance(rules)), call, { nowMs: 0, principal: null }).labels;
const about = (labels: string[], more: Record<string, unknown> = {}) => ({ tools: ['mail.send'], labels, ...more });

describe('the labels of a decision', () => {
  it('are those of every rule that lets the call through', () => {
    expect(labelsOf([rule('allow', about(['b'])), rule('allow', about(['a', 'b']))])).toEqual(['a', 'b']);
    expect(labelsOf([rule('allow', about(['a'])), rule('hold', about(['b']))])).toEqual(['a', 'b']);
  });

  it('are not those of rules that did not apply, that stood back, or of a call that was denied', () => {
    const elsewhere = { when: { environment: ['production'] } };
    expect(labelsOf([rule('allow', about(['a'], elsewhere)), rule('allow', about(['b']))])).toEqual(['b']);
    expect(labelsOf([rule('allow', about(['a'])), rule('hold', about(['b'], { otherwise: true }))])).toEqual(['a']);
    expect(labelsOf([rule('allow', about(['a'])), rule('deny', { tools: ['mail.send'] })])).toEqual([]);
  });

  it('are those of the tool as well, whatever rule let it through', () => {
    const documents = governance([rule('allow', about(['by-rule']))]).map((one) =>
      one.kind === 'Tool' && one.name === 'mail.send' ? { ...one, labels: ['by-tool'] } : one,
    );
    const outcome = decideToolCall(revisionOf(documents), mail, { nowMs: 0, principal: null });
    expect(outcome.labels).toEqual(['by-rule', 'by-tool']);
  });
});

describe('what a decision adds to its run', () => {
  const decision = (more: Partial<Decision>) =>
    ({
      kind: 'tool_call',
      callId: 'call_1',
      tool: 'mail.send',
      phase: 'initial',
      verdict: 'allow',
      labels: ['a'],
      decidedAt: '2026-11-21T10:00:00.000Z',
      ...more,
    }) as Decision;

  it('is the call when it is allowed, or when a granted one is decided again right before it runs', () => {
    const added = { id: 'call_1', tool: 'mail.send', atMs: Date.parse('2026-11-21T10:00:00.000Z'), labels: ['a'] };
    expect(entryOf(decision({}))).toEqual(added);
    expect(entryOf(decision({ phase: 'recheck', verdict: 'hold' }))).toEqual(added);
    expect(entryOf(decision({ verdict: 'hold' }))).toBeNull();
    expect(entryOf(decision({ verdict: 'deny' }))).toBeNull();
    expect(entryOf(decision({ phase: 'recheck', verdict: 'deny' }))).toBeNull();
  });
});
