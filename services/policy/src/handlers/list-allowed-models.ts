import type { Result } from '@countersign/contracts';
import { allowedModels, type AllowedModel } from '../domain/decide/allowed-models.js';
import type { Revisions } from './ports.js';

/** What an agent is told when it asks which models there are for it. */
export function listAllowedModels(parts: { revisions: Revisions }) {
  return async (request: {
    tenant: string;
    agent: string;
  }): Promise<Result<{ revision: string; models: AllowedModel[] }>> => {
    const revision = parts.revisions.of(request.tenant);
    if (!revision.ok) return revision;
    const { compiled } = revision.value;
    return { ok: true, value: { revision: compiled.revision, models: allowedModels(compiled, request.agent) } };
  };
}
