import type { CompiledPolicy, CompiledTool } from '../compile/compiled-policy.js';
import { candidateRules } from '../decide/candidate-rules.js';

/** The tools that some rule may let this agent use. */
export function toolsInReach(compiled: CompiledPolicy, agent: string): CompiledTool[] {
  return [...compiled.tools.values()].filter(({ document }) =>
    candidateRules(compiled, agent, `tool:${document.name}`).some(({ verdict }) => verdict !== 'deny'),
  );
}
