import { asksAboutRun } from '../compile/run-aware.js';
import type { CompiledPolicy } from '../compile/compiled-policy.js';
import { candidateRules } from '../decide/candidate-rules.js';

/** A model call is no call of a tool: it matters to its run only where a rule about the model asks or marks the run. */
export function modelCallConcernsRun(compiled: CompiledPolicy, agent: string, model: string): boolean {
  if (!compiled.agents.get(agent)?.runAware) return false;
  return candidateRules(compiled, agent, `model:${model}`).some((rule) => rule.labels || asksAboutRun(rule));
}
