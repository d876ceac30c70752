import type { PersonActor, Result } from '@countersign/contracts';
import type { VersionStore } from './ports.js';
import { publishOrPropose, refusalToPublish, type ProposeParts } from './publish-or-propose.js';
import type { PublishOutcome } from './put-in-force.js';

export interface RollbackParts extends ProposeParts {
  versions: VersionStore;
}

/** Publishes a revision again that was in force before. Revisions that were only proposed do not count. */
export function rollbackGovernance(parts: RollbackParts) {
  return async ({ actor, revision }: { actor: PersonActor; revision: string }): Promise<Result<PublishOutcome>> => {
    const refusal = refusalToPublish(actor);
    if (refusal) return refusal;
    const documents = await parts.versions.published(actor.tenant, revision);
    if (!documents)
      return {
        ok: false,
        refusal: {
          reasonCode: 'not_found',
          message: 'That revision has never been in force here.',
          remedy: 'Choose one from: countersign policy versions',
        },
      };
    return publishOrPropose(parts, { actor, documents, loaded: await parts.source.load(documents) });
  };
}
