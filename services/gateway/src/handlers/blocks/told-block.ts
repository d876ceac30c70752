import { kindOnlyDenial } from '../../domain/wire/reply/compose-denial.js';
import type { ModelParts } from '../models/model-parts.js';
import { denialMode } from '../registry/denial-mode.js';
import type { BlockDecision } from './block-context.js';

/** A denied block as its tenant lets the agent read of it. */
export async function toldBlock(parts: ModelParts, tenant: string, decided: BlockDecision): Promise<BlockDecision> {
  if ('ok' in decided || decided.outcome.kind !== 'deny') return decided;
  if ((await denialMode(parts, tenant)) === 'explain') return decided;
  return { ...decided, outcome: kindOnlyDenial(decided.callId) };
}
