import type { CompiledRule, EngineData, RuleIndex } from '../domain/compile/compiled-policy.js';
import type { Steps } from '../domain/governance/steps.js';

/** Loading this much data takes an instance about a millisecond: the longest that other calls have to wait. */
const bytesPerShard = 24_000;
const maxShards = 128;
/** Steps that do a little for each of many things yield once for this many of them. */
const perStep = 200;

export interface Shards {
  texts: string[];
  shardOf(subject: string): number;
}

/**
 * Splits the data by tool or model, so that a large revision loads in short steps. Rules for everything are in every
 * shard; a shard answers for its subjects exactly as the whole would.
 */
export function* shardSteps(data: EngineData): Steps<Shards> {
  const rules = yield* ruleTexts(data.rules);
  const settings = JSON.stringify(data.settings);
  const count = shardCount(rules);
  const shardOf = (subject: string): number => hash(subject) % count;
  const texts: string[] = [];
  const parts = yield* split(data.index, count, shardOf);
  for (const index of parts) {
    texts.push(shardText({ settings, rules }, index));
    yield;
  }
  return { texts, shardOf };
}

/** Each rule is written once: a rule for everything stands in every shard. */
function* ruleTexts(rules: readonly CompiledRule[]): Steps<string[]> {
  const texts: string[] = [];
  for (const rule of rules) {
    texts.push(JSON.stringify(rule));
    if (texts.length % perStep === 0) yield;
  }
  return texts;
}

function shardCount(rules: readonly string[]): number {
  const bytes = rules.reduce((sum, text) => sum + text.length, 0);
  return Math.min(maxShards, Math.max(1, Math.ceil(bytes / bytesPerShard)));
}

function* split(index: RuleIndex, count: number, shardOf: (subject: string) => number): Steps<RuleIndex[]> {
  const parts: RuleIndex[] = Array.from({ length: count }, () => ({}));
  let entries = 0;
  for (const [audience, bySubject] of Object.entries(index)) {
    for (const [subject, numbers] of Object.entries(bySubject)) {
      const targets = subject.endsWith(':*') ? parts : [parts[shardOf(subject)] as RuleIndex];
      for (const part of targets) (part[audience] ??= {})[subject] = numbers;
      if ((entries += 1) % perStep === 0) yield;
    }
  }
  return parts;
}

/** Numbers are given anew within the shard; their order stays, and with it which rule is named first. */
function shardText({ settings, rules }: { settings: string; rules: readonly string[] }, part: RuleIndex): string {
  const used = [...new Set(Object.values(part).flatMap((bySubject) => Object.values(bySubject).flat()))];
  const positions = new Map(used.sort((a, b) => a - b).map((number, position) => [number, position]));
  const index: RuleIndex = {};
  for (const [audience, bySubject] of Object.entries(part)) {
    const entries = Object.entries(bySubject).map(([subject, numbers]) => [
      subject,
      numbers.map((n) => positions.get(n)),
    ]);
    index[audience] = Object.fromEntries(entries) as RuleIndex[string];
  }
  const own = used.map((number) => rules[number] as string).join(',');
  return `{"governance":{"settings":${settings},"rules":[${own}],"index":${JSON.stringify(index)}}}`;
}

/** FNV-1a: spreads names evenly and is the same in every process. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
