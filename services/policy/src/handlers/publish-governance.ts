import type { PersonActor, Result } from '@countersign/contracts';
import type { GovernanceFile, GovernanceProblem } from '../domain/governance/problem.js';
import { publishOrPropose, refusalToPublish, type ProposeParts } from './publish-or-propose.js';
import type { PublishOutcome, PublishParts } from './put-in-force.js';

export interface GovernanceRequest {
  actor: PersonActor;
  files: GovernanceFile[];
  variables: Record<string, string>;
}

/** Reads, checks, loads and publishes governance. Anything wrong leaves the last good revision in force. */
export function publishGovernance(parts: ProposeParts) {
  return async ({ actor, files, variables }: GovernanceRequest): Promise<Result<PublishOutcome>> => {
    const refusal = refusalToPublish(actor);
    if (refusal) return refusal;
    const parsed = await parts.source.parse(files, variables);
    if (!parsed.ok) {
      const nothing = { published: false, revision: null, previousRevision: null, changed: [], removed: [] };
      return { ok: true, value: { ...nothing, problems: parsed.problems } };
    }
    const loaded = await parts.source.load(parsed.documents);
    return publishOrPropose(parts, { actor, documents: parsed.documents, loaded });
  };
}

/** Says what is wrong with governance, or which revision it would be. Nothing is stored. */
export function validateGovernance(parts: Pick<PublishParts, 'source'>) {
  return async (
    request: GovernanceRequest,
  ): Promise<Result<{ valid: boolean; revision: string | null; problems: GovernanceProblem[] }>> => {
    const parsed = await parts.source.parse(request.files, request.variables);
    if (!parsed.ok) return { ok: true, value: { valid: false, revision: null, problems: parsed.problems } };
    const { compiled } = await parts.source.load(parsed.documents);
    return { ok: true, value: { valid: true, revision: compiled.revision, problems: [] } };
  };
}
