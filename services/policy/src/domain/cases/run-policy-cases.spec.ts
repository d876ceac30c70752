import { beforeAll, describe, expect, it } from '@jest/globals';
import { casesDocumentSchema } from '@countersign/contracts';
import { loadAnalysers } from '@countersign/effects';
import { governance, revisionOf, rule } from '../../../test/governance.js';
import { runPolicyCases } from './run-policy-cases.js';

beforeAll(loadAnalysers);

const revision = revisionOf(
  governance([rule('hold', { name: 'ask', tools: ['mail.send'], obligations: { maxBytes: 5 } })]),
);

function run(expectation: Record<string, unknown>, more: Record<string, unknown> = {}) {
  const one = { name: 'one', agent: 'bot', tool: 'mail.send', arguments: { to: [] }, ...more, expect: expectation };
  const [result] = runPolicyCases(revision, [casesDocumentSchema.parse({ kind: 'Cases', name: 'mine', cases: [one] })]);
  return result;
}

describe('a case', () => {
  it('passes when all that it names comes out, in whatever order approvers are listed', () => {
    const event = { type: 'ToolCallDecided', decision: { owner: 'owner', proven: true } };
    const expectation = {
      verdict: 'hold',
      rule: 'rules/ask',
      approvers: ['ben', 'ada'],
      quorum: 1,
      obligations: { maxBytes: 5 },
      event,
    };
    expect(run(expectation)).toEqual({ cases: 'mine', name: 'one', passed: true, differences: [], trace: [] });
  });

  it('fails with what was expected, what came out and why', () => {
    expect(run({ verdict: 'allow', rule: null, reasonCode: 'denied_by_rule' })).toEqual({
      cases: 'mine',
      name: 'one',
      passed: false,
      differences: [
        'verdict: expected "allow", got "hold"',
        'rule: expected null, got "rules/ask"',
        'reasonCode: expected "denied_by_rule", got "held_by_rule"',
      ],
      trace: ['rules/ask: hold: applies (no conditions)'],
    });
  });

  it.each([
    [{ verdict: 'hold', approvers: ['ada'] }],
    [{ verdict: 'hold', obligations: {} }],
    [{ verdict: 'hold', quorum: 2 }],
    [{ verdict: 'hold', labels: ['never-set'] }],
    [{ verdict: 'hold', event: { type: 'ModelCallDecided' } }],
    [{ verdict: 'hold', event: { type: 'ToolCallDecided', decision: { owner: 'ada' } } }],
    [{ verdict: 'hold', event: { type: 'ToolCallDecided', decision: { unheardOf: 1 } } }],
    [{ verdict: 'hold', event: { type: 'ToolCallDecided', decision: { proven: Number.NaN } } }],
  ])('fails for %j', (expectation) => {
    expect(run(expectation)?.passed).toBe(false);
  });

  it('pretends the circumstances that it names', () => {
    expect(run({ verdict: 'hold', approvers: ['ben'] }, { context: { principal: 'ada' } })?.passed).toBe(true);
  });
});
