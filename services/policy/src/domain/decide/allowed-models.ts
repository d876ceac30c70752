import type { CompiledPolicy, CompiledRule } from '../compile/compiled-policy.js';
import { candidateRules } from './candidate-rules.js';

export interface AllowedModel {
  name: string;
  /** Those of the providers offering it where the agent may be allowed to call it. */
  providers: string[];
}

/** The models that some rule could let this agent call; whatever else a rule asks is asked when the call is made. */
export function allowedModels(compiled: CompiledPolicy, agent: string): AllowedModel[] {
  if (compiled.agents.get(agent)?.document.status !== 'active') return [];
  return [...compiled.models].flatMap(([name, offering]) => {
    const rules = candidateRules(compiled, agent, `model:${name}`);
    const providers = offering.map((provider) => provider.name).filter((provider) => mayPass(rules, provider));
    return providers.length > 0 ? [{ name, providers }] : [];
  });
}

/** Some rule may allow it there, and none is sure to deny it. */
function mayPass(rules: readonly CompiledRule[], provider: string): boolean {
  const here = rules.filter((rule) => rule.conditions.every((condition) => suits(condition, provider)));
  const denied = here.some((rule) => rule.verdict === 'deny' && rule.conditions.every(({ on }) => on === 'provider'));
  return !denied && here.some(({ verdict }) => verdict === 'allow');
}

function suits({ on, names }: CompiledRule['conditions'][number], provider: string): boolean {
  return on !== 'provider' || (names as readonly string[]).includes(provider);
}
