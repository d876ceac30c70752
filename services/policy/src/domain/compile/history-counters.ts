import { durationInSeconds, type HistoryCondition } from '@countersign/contracts';
import { globMatcher } from '../governance/glob.js';
import type { CompiledCondition, HistoryCounter } from './compiled-policy.js';

type Counters = Map<string, HistoryCounter>;

/** Conditions about earlier calls: each names the counter whose value the facts must bring. */
export function historyConditions(history: HistoryCondition, counters: Counters): CompiledCondition[] {
  const calls = (history.toolCalls ?? []).map((counter) => {
    const key = `calls ${JSON.stringify([counter.tools, counter.within ?? null])}`;
    counters.set(key, {
      kind: 'calls',
      matches: anyOf(counter.tools),
      withinMs: counter.within === undefined ? null : durationInSeconds(counter.within) * 1000,
    });
    return {
      on: 'history',
      key,
      ...(counter.fewerThan === undefined ? {} : { fewer_than: counter.fewerThan }),
      ...(counter.atLeast === undefined ? {} : { at_least: counter.atLeast }),
    };
  });
  return history.sequence ? [...calls, sequenceCondition(history.sequence, counters)] : calls;
}

function sequenceCondition(sequence: readonly string[], counters: Counters): CompiledCondition {
  const key = `sequence ${JSON.stringify(sequence)}`;
  counters.set(key, { kind: 'sequence', steps: sequence.map(globMatcher) });
  return { on: 'history', key, at_least: 1 };
}

function anyOf(patterns: readonly string[]): (tool: string) => boolean {
  const matchers = patterns.map(globMatcher);
  return (tool) => matchers.some((matches) => matches(tool));
}
