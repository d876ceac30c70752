import type { Effect } from '@countersign/contracts';

const NAME_LIMIT = 2048;
const WHY_LIMIT = 500;

function bounded(effect: Effect): Effect {
  const target = { ...effect.target, name: effect.target.name.slice(0, NAME_LIMIT) };
  return effect.why === undefined ? { ...effect, target } : { ...effect, target, why: effect.why.slice(0, WHY_LIMIT) };
}

/** Drops repeats, keeps names within the contract, and gives an unproven analysis an effect that is not a read. */
export function sealEffects(effects: readonly Effect[], proven: boolean): Effect[] {
  const sealed = new Map<string, Effect>();
  for (const effect of effects) {
    const key = `${effect.kind} ${effect.target.type} ${effect.target.name}`;
    if (!sealed.has(key)) sealed.set(key, bounded(effect));
  }
  const list = [...sealed.values()];
  if (!proven && list.every((effect) => effect.kind === 'read' || effect.kind === 'network'))
    list.push(unknownEffect());
  return list;
}

export function unknownEffect(why = 'The arguments do not prove what this call does.'): Effect {
  return { kind: 'unknown', target: { type: 'none', name: '' }, why };
}
