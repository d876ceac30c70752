import { describe, expect, it } from '@jest/globals';
import { budgetLines } from './budgets.js';

const budget = { name: 'team', limit: '25', currency: 'USD', period: '2026-11', spending: [] };

describe('a budget on the command line', () => {
  it('says what is spent and held', () => {
    const spending = [{ scope: 'all', spent: '3.5', reserved: '0.25' }];
    expect(budgetLines({ ...budget, fallback: 'local-model', spending })).toEqual([
      'team  25 USD in 2026-11, then local-model',
      '  all: 3.5 spent, 0.25 held by calls under way',
    ]);
  });

  it('of which nothing is spent says so, and names no agent that has spent nothing', () => {
    expect(budgetLines(budget).at(-1)).toBe('  all: 0 spent, 0 held by calls under way');
    expect(budgetLines({ ...budget, each: 'agent' })).toEqual(['team  25 USD for each agent in 2026-11']);
  });
});
