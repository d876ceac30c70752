import type { Result } from '@countersign/contracts';
import { candidateRules } from '../domain/decide/candidate-rules.js';
import { toolsInReach } from '../domain/preflight/tools-in-reach.js';
import type { DecideParts } from './ports.js';

/** What an agent could get at all: named by a rule that does not deny, and by none that always does. */
export function getToolsInReach(parts: Pick<DecideParts, 'revisions'>) {
  return async (request: { tenant: string; agent: string }): Promise<Result<{ revision: string; tools: string[] }>> => {
    const revision = parts.revisions.of(request.tenant);
    if (!revision.ok) return revision;
    const { compiled } = revision.value;
    const isAlwaysDenied = (name: string) =>
      candidateRules(compiled, request.agent, `tool:${name}`).some(
        ({ verdict, conditions }) => verdict === 'deny' && conditions.length === 0,
      );
    const tools = toolsInReach(compiled, request.agent)
      .map(({ document }) => document.name)
      .filter((name) => !isAlwaysDenied(name));
    return { ok: true, value: { revision: compiled.revision, tools } };
  };
}
