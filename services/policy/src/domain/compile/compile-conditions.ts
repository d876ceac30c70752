import type { RuleConditions } from '@countersign/contracts';
import type { CompiledCondition, HistoryCounter } from './compiled-policy.js';
import { historyConditions } from './history-counters.js';

interface ConditionContext {
  groups: ReadonlyMap<string, readonly string[]>;
  counters: Map<string, HistoryCounter>;
}

/** The conditions of one rule as a flat list, with everything resolved that does not depend on a call. */
export function compileConditions(when: RuleConditions, context: ConditionContext): CompiledCondition[] {
  return [
    ...(when.arguments ?? []).map((condition) => ({ on: 'argument', ...condition })),
    ...effectConditions(when),
    ...targetConditions(when),
    ...timeConditions(when),
    ...namedConditions(when, context),
    ...labelConditions('labels', when.labels),
    ...labelConditions('data', when.data),
    ...(when.history ? historyConditions(when.history, context.counters) : []),
  ];
}

function effectConditions({ effects }: RuleConditions): CompiledCondition[] {
  return (['only', 'any', 'none'] as const).flatMap((op) => {
    const kinds = effects?.[op];
    return kinds ? [{ on: 'effects', op, kinds }] : [];
  });
}

const everyAccess = ['read', 'write', 'delete'];

function targetConditions({ paths, relations, functions, services, requests }: RuleConditions): CompiledCondition[] {
  const conditions: CompiledCondition[] = [];
  if (paths) conditions.push({ on: 'paths', within: paths.within, access: paths.access ?? everyAccess });
  if (relations) conditions.push({ on: 'relations', names: relations.in, access: relations.access ?? everyAccess });
  if (functions) conditions.push({ on: 'functions', names: functions.in });
  if (services) conditions.push({ on: 'services', names: services.in });
  if (requests) conditions.push(requestCondition(requests));
  return conditions;
}

function requestCondition({
  hosts,
  methods,
  ports,
  paths,
}: NonNullable<RuleConditions['requests']>): CompiledCondition {
  return {
    on: 'requests',
    ...(hosts ? { hosts: hosts.filter((host) => !host.startsWith('*')), host_suffixes: suffixes(hosts) } : {}),
    ...(methods ? { methods } : {}),
    ...(ports ? { ports } : {}),
    // The engine compares whole segments, so a closing slash would never match.
    ...(paths ? { paths: paths.map((path) => (path.length > 1 ? path.replace(/\/+$/, '') : path)) } : {}),
  };
}

function suffixes(hosts: readonly string[]): string[] {
  return hosts.filter((host) => host.startsWith('*.')).map((host) => host.slice(1));
}

const everyDay = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const minutesPerDay = 1440;

function timeConditions({ time }: RuleConditions): CompiledCondition[] {
  if (!time) return [];
  const { timezone, weekdays = everyDay } = time;
  const [from, to] = [time.from ? minuteOf(time.from) : 0, time.to ? minuteOf(time.to) : minutesPerDay];
  return [{ on: 'time', timezone, weekdays, from, to }];
}

function minuteOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  return hours * 60 + minutes;
}

function namedConditions(when: RuleConditions, { groups }: ConditionContext): CompiledCondition[] {
  const { environment, providers, principal } = when;
  const people = principal && [
    ...(principal.people ?? []),
    ...(principal.groups ?? []).flatMap((group) => groups.get(group) ?? []),
  ];
  return [
    ...(environment ? [{ on: 'environment', names: environment }] : []),
    ...(providers ? [{ on: 'provider', names: providers }] : []),
    ...(people ? [{ on: 'principal', names: [...new Set(people)] }] : []),
  ];
}

function labelConditions(on: string, labels: RuleConditions['labels']): CompiledCondition[] {
  return labels ? [{ on, has: labels.has ?? [], not: labels.not ?? [] }] : [];
}
