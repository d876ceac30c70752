import type { BudgetDocument } from '@countersign/contracts';
import type { Caller } from '../identity/caller.js';
import { nanoOf } from './money.js';

/** A budget as calls are held against it. */
export interface Budget {
  document: BudgetDocument;
  limit: bigint;
  covers: (caller: Caller, model: string) => boolean;
  /** Whose spending counts together: everybody's, one agent's or one key's. */
  scopeOf: (caller: Caller) => string;
  /** The day or month, where the budget is kept, in which a moment lies. */
  periodAt: (nowMs: number) => string;
}

export function budgetOf(document: BudgetDocument): Budget {
  const { agents, models, keys, each, period, timezone } = document;
  const agentMatches = matcher(agents);
  const modelMatches = matcher(models);
  const calendar = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone: timezone, calendar: 'gregory', numberingSystem: 'latn' },
    ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
  });
  return {
    document,
    limit: nanoOf(document.limit),
    covers: ({ agent, keyId }, model) =>
      (keys === undefined || keys.includes(keyId)) && agentMatches(agent) && modelMatches(model),
    scopeOf: ({ agent, keyId }) => (each === 'agent' ? `agent:${agent}` : each === 'key' ? `key:${keyId}` : 'all'),
    periodAt: (nowMs) => calendar.format(nowMs).slice(0, period === 'day' ? 10 : 7),
  };
}

/** `*` stands for any run of characters. */
function matcher(patterns: readonly string[]): (name: string) => boolean {
  const expressions = patterns.map(
    (pattern) => new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\/]/g, '\\$&').replaceAll('*', '.*')}$`, 's'),
  );
  return (name) => expressions.some((expression) => expression.test(name));
}
