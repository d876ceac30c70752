import type { CompiledPolicy, CompiledRule } from '../compile/compiled-policy.js';
import type { CallContext } from './call-context.js';
import { countHistory } from './count-history.js';
import { localTime } from './local-time.js';
import type { PolicyInput } from './policy-input.js';
import { resolvePointer } from './resolve-pointer.js';

type Circumstances = Pick<
  PolicyInput,
  'arguments' | 'clock' | 'history' | 'environment' | 'principal' | 'labels' | 'data' | 'findings'
>;

interface Asked {
  compiled: CompiledPolicy;
  rules: readonly CompiledRule[];
  /** What argument conditions speak about: a tool's arguments, or a model call's parameters. */
  values: unknown;
  context: CallContext;
}

/** Answers what the candidate rules ask about, and nothing else: a small input is a fast one. */
export function circumstanceFacts({ compiled, rules, values, context }: Asked): Circumstances {
  const facts: Circumstances = { arguments: {}, clock: {}, history: {}, ...told(context) };
  for (const condition of rules.flatMap((rule) => rule.conditions)) {
    if (condition.on === 'argument') {
      const found = resolvePointer(values, condition['pointer'] as string);
      if (found) facts.arguments[condition['pointer'] as string] = found;
    } else if (condition.on === 'time') {
      const timezone = condition['timezone'] as string;
      facts.clock[timezone] ??= localTime(context.nowMs, timezone);
    } else if (condition.on === 'history') {
      const key = condition['key'] as string;
      const value = counted(compiled, key, context);
      if (value !== undefined) facts.history[key] = value;
    }
  }
  return facts;
}

function counted({ counters }: CompiledPolicy, key: string, context: CallContext): number | undefined {
  const recorded = context.counted?.[key];
  if (recorded !== undefined || !context.history) return recorded;
  const counter = counters.get(key);
  return counter && countHistory(counter, { ...context, history: context.history });
}

function told(context: CallContext): Partial<Circumstances> {
  return {
    ...(context.environment === undefined ? {} : { environment: context.environment }),
    ...(context.principal === undefined ? {} : { principal: context.principal }),
    ...(context.labels === undefined ? {} : { labels: [...context.labels] }),
    ...(context.data === undefined ? {} : { data: [...context.data] }),
    ...(context.findings === undefined ? {} : { findings: [...context.findings] }),
  };
}
