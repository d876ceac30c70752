import type { EffectSource, RuleConditions, ToolDocument } from '@countersign/contracts';

export type TargetKind = 'paths' | 'relations' | 'functions' | 'requests';

const carriers: Record<TargetKind, readonly string[]> = {
  paths: ['shell', 'path', 'declared path'],
  relations: ['sql', 'declared relation'],
  functions: ['sql', 'declared function'],
  requests: ['http', 'shell', 'declared url', 'declared host'],
};

/** True when some argument of the tool can name a target of this kind, so that a rule about it makes sense. */
export function canTouch(tool: Pick<ToolDocument, 'effects'>, kind: TargetKind): boolean {
  return tool.effects.some((source) => carriers[kind].includes(carrierOf(source)));
}

export function targetsAskedFor(when: RuleConditions): TargetKind[] {
  return (Object.keys(carriers) as TargetKind[]).filter((kind) => when[kind] !== undefined);
}

function carrierOf(source: EffectSource): string {
  return source.as === 'declared' ? `declared ${source.target.type}` : source.as;
}
