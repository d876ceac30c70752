import type { CompiledPolicy, CompiledRule } from '../compile/compiled-policy.js';

/** The rules that the engine will look at for this call, in the same order: the facts must answer their conditions. */
export function candidateRules(compiled: CompiledPolicy, agent: string, subject: string): CompiledRule[] {
  const audiences = compiled.agents.get(agent)?.audiences ?? [];
  const anySubject = `${subject.slice(0, subject.indexOf(':'))}:*`;
  const numbers = audiences.flatMap((audience) => {
    const bySubject = compiled.data.index[audience] ?? {};
    return [...(bySubject[subject] ?? []), ...(bySubject[anySubject] ?? [])];
  });
  return numbers.sort((a, b) => a - b).map((number) => compiled.data.rules[number] as CompiledRule);
}
