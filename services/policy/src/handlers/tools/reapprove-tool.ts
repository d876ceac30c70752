import type { PersonActor, reapproveTool as definition, Refused, Result } from '@countersign/contracts';
import type { z } from 'zod';
import type { CompiledTool } from '../../domain/compile/compiled-policy.js';
import type { Revisions } from '../ports.js';
import { refusalToPublish } from '../publish-or-propose.js';
import { settleToolChanges, type SettleParts } from './settle-tool-changes.js';

type Answer = z.input<typeof definition.response>;

export interface ReapproveParts extends SettleParts {
  revisions: SettleParts['revisions'] & Pick<Revisions, 'of'>;
}

interface Request {
  actor: PersonActor;
  tool: string;
  definitionDigest: string;
}

/**
 * A person approves a changed tool again by the definition in force. It grants nothing that was not published: the
 * gateway compares what the server says before the next call, and finds it changed again if it is.
 */
export function reapproveTool(parts: ReapproveParts) {
  return async ({ actor, tool: name, definitionDigest }: Request): Promise<Result<Answer>> => {
    const forbidden = refusalToPublish(actor);
    if (forbidden) return forbidden;
    const { tenant, person } = actor;
    const found = toolOf(parts, { actor, tool: name, definitionDigest });
    if (!found.ok) return found;
    if (!found.value.change) return refused('conflict', 'This tool has not been found changed.');
    await settleToolChanges(parts, { tenant, person, tool: name, definitionDigest });
    const now = toolOf(parts, { actor, tool: name, definitionDigest });
    if (!now.ok) return now;
    return { ok: true, value: { tool: name, status: now.value.document.status, definitionDigest } };
  };
}

function toolOf(parts: ReapproveParts, { actor, tool, definitionDigest }: Request): Result<CompiledTool> {
  const revision = parts.revisions.of(actor.tenant);
  if (!revision.ok) return revision;
  const found = revision.value.compiled.tools.get(tool);
  if (!found) return refused('not_found', 'There is no such tool.');
  if (found.definitionDigest === definitionDigest) return { ok: true, value: found };
  const message = 'Another definition of this tool is in force.';
  return refused('conflict', message, 'Look at the tool as it is now, and name its definition digest.');
}

function refused(reasonCode: string, message: string, remedy?: string): Refused {
  return { ok: false, refusal: { reasonCode, message, ...(remedy === undefined ? {} : { remedy }) } };
}
