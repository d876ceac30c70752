import { budgetDocumentSchema } from '@countersign/contracts';
import { describe, expect, it } from '@jest/globals';
import { budgetOf } from './budget.js';

const budget = (more: object = {}) =>
  budgetOf(
    budgetDocumentSchema.parse({
      ...{ kind: 'Budget', name: 'b', agents: ['*'], currency: 'USD', limit: '10', period: 'day' },
      ...more,
    }),
  );
const caller = { tenant: 'acme', agent: 'triage', keyId: 'key_1' };

describe('a budget', () => {
  it.each([
    [{}, true],
    [{ agents: ['tri*'] }, true],
    [{ agents: ['other'] }, false],
    [{ models: ['gpt-*'] }, true],
    [{ models: ['gpt-6'] }, false],
    [{ keys: ['key_1'] }, true],
    [{ keys: ['key_2'] }, false],
  ])('with %j covers a call of triage to gpt-5: %s', (more, covers) => {
    expect(budget(more).covers(caller, 'gpt-5')).toBe(covers);
  });

  it('is shared unless each agent or key has one for itself', () => {
    expect(budget().scopeOf(caller)).toBe('all');
    expect(budget({ each: 'agent' }).scopeOf(caller)).toBe('agent:triage');
    expect(budget({ each: 'key' }).scopeOf(caller)).toBe('key:key_1');
  });

  it('starts anew with each day or month of its own time zone', () => {
    const newYear = Date.parse('2026-12-31T23:30:00Z');
    expect(budget().periodAt(newYear)).toBe('2026-12-31');
    expect(budget({ timezone: 'Europe/Berlin' }).periodAt(newYear)).toBe('2027-01-01');
    expect(budget({ period: 'month', timezone: 'Europe/Berlin' }).periodAt(newYear)).toBe('2027-01');
    expect(budget({ period: 'month' }).periodAt(newYear)).toBe('2026-12');
  });
});
