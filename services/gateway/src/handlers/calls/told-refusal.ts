import type { Refusal } from '@countersign/contracts';
import { hiddenDenial } from '../../domain/call/hidden-denial.js';
import { denialMode } from '../registry/denial-mode.js';
import type { CallParts } from '../call-parts.js';

/** What these say tells whether a tool exists, and what it takes. */
const telling: ReadonlySet<string> = new Set([
  'tool_unknown',
  'tool_not_executable',
  'tool_definition_changed',
  'tool_schema_invalid',
  'arguments_invalid',
]);

/** Why a call did not come to be, as its tenant lets the agent read of it: where denials are not explained, like a denial. */
export async function toldRefusal(
  parts: Pick<CallParts, 'registry'>,
  tenant: string,
  refusal: Refusal,
): Promise<Refusal> {
  if (!telling.has(refusal.reasonCode)) return refusal;
  return (await denialMode(parts, tenant)) === 'explain' ? refusal : hiddenDenial;
}
