import type { Refused, Result } from '@countersign/contracts';
import type { RegisteredTool } from '../../domain/registry/registry-snapshot.js';
import type { CallParts } from '../call-parts.js';
import { refused } from '../refused.js';

export function definitionChanged(): Refused {
  return refused(
    'tool_definition_changed',
    'The server of this tool no longer describes it as it was when it was approved, so it counts as proposed again.',
    'Ask the operator to look at the new definition and to publish the tool with its digest, or to approve it again once its server went back.',
  );
}

/** Refuses a tool that was found changed, until a person approves what is to be called. Known here before policy says so. */
export async function checkSuspension(
  parts: Pick<CallParts, 'suspensions'>,
  tenant: string,
  tool: RegisteredTool,
): Promise<Result<RegisteredTool>> {
  if (tool.change) return definitionChanged();
  if (tool.document.connector?.kind !== 'mcp' || !parts.suspensions) return { ok: true, value: tool };
  const suspended = await parts.suspensions.of(tenant);
  return suspended.has(tool.definitionDigest) ? definitionChanged() : { ok: true, value: tool };
}
