import { describe, expect, it } from '@jest/globals';
import { failureText, readAnswer } from './read-answer.js';

const decision = {
  verdict: 'allow',
  reason_code: 'allowed_by_rule',
  rule: { policy: 'p', name: 'r' },
  reasons: ['because'],
  remedy: null,
  approvers: [],
  obligations: {},
  trace: [],
};
const approvers = { groups: ['g'], people: [], quorum: 1, expires_seconds: 60, escalate: null };

describe('an answer of the engine', () => {
  it('is a decision when it is exactly one', () => {
    expect(readAnswer([{ result: decision }])).toEqual({ ok: true, decision });
  });

  it.each([
    ['undefined', undefined],
    ['null', null],
    ['empty', []],
    ['a lone decision', decision],
    ['two decisions', [{ result: decision }, { result: decision }]],
    ['a result of true', [{ result: true }]],
    ['no result', [{}]],
    ['null in the set', [null]],
    ['an unknown verdict', [{ result: { ...decision, verdict: 'permit' } }]],
    ['a missing member', [{ result: { ...decision, trace: undefined } }]],
    ['an extra member', [{ result: { ...decision, also: true } }]],
    ['an allow without a rule', [{ result: { ...decision, rule: null } }]],
    ['a hold without approvers', [{ result: { ...decision, verdict: 'hold' } }]],
    ['an allow with approvers', [{ result: { ...decision, approvers: [approvers] } }]],
    [
      'an approver rule without quorum',
      [{ result: { ...decision, verdict: 'hold', approvers: [{ ...approvers, quorum: 0 }] } }],
    ],
  ])('is a failure when it is %s', (_, resultSet) => {
    expect(readAnswer(resultSet)).toMatchObject({ ok: false });
  });

  it('may also be thrown, as text, object or error', () => {
    expect(failureText('opa abort')).toBe('it failed: opa abort');
    expect(failureText({ message: 'not implemented' })).toBe('it failed: not implemented');
    expect(failureText(new RangeError('too deep'))).toBe('it failed: too deep');
    expect(failureText(undefined)).toBe('it failed: unknown failure');
  });
});
