import type { listTools as definition, PersonActor, Result } from '@countersign/contracts';
import type { z } from 'zod';
import type { CompiledTool } from '../../domain/compile/compiled-policy.js';
import type { DecideParts } from '../ports.js';

type Answer = z.input<typeof definition.response>;

/** The tools in force as they may be called now. */
export function listTools(parts: Pick<DecideParts, 'revisions'>) {
  return async ({ actor }: { actor: PersonActor }): Promise<Result<Answer>> => {
    const revision = parts.revisions.of(actor.tenant);
    if (!revision.ok) return revision;
    const { compiled } = revision.value;
    return { ok: true, value: { revision: compiled.revision, tools: [...compiled.tools.values()].map(view) } };
  };
}

function view({ document, definitionDigest, change }: CompiledTool): Answer['tools'][number] {
  const { name, status, connector } = document;
  const runBy = connector?.kind ?? 'agent';
  return { name, status, definitionDigest, runBy, ...(change === undefined ? {} : { change }) };
}
