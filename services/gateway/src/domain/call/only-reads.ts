import type { Decision } from '@countersign/contracts';

/** True when policy proved that the call changes nothing, so that a lost answer leaves no doubt about an effect. */
export function onlyReads(decision: Decision): boolean {
  return decision.proven && decision.effects.length > 0 && decision.effects.every((effect) => effect.kind === 'read');
}
