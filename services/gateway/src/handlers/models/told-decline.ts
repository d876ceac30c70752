import type { ModelParts } from './model-parts.js';
import type { Declined } from './model-request.js';
import { denialMode } from '../registry/denial-mode.js';

/** A declined model call as its tenant lets the agent read of it: a denial of policy perhaps without its reasons. */
export async function toldDecline(parts: ModelParts, tenant: string, declined: Declined): Promise<Declined> {
  if (declined.governed?.decision?.verdict !== 'deny') return declined;
  if ((await denialMode(parts, tenant)) === 'explain') return declined;
  const refusal = { reasonCode: 'policy_denied', message: 'The model call was denied by policy and was not sent.' };
  return { ...declined, refusal };
}
