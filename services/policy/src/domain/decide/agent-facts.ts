import type { CompiledPolicy } from '../compile/compiled-policy.js';
import type { PolicyInput } from './policy-input.js';

export function agentFacts(compiled: CompiledPolicy, name: string): PolicyInput['agent'] {
  const agent = compiled.agents.get(name);
  return { name, status: agent?.document.status ?? null, audiences: agent?.audiences ?? [] };
}
