import type { EffectSource, RuleConditions, ToolDocument } from '@countersign/contracts';

export type TargetKind = 'paths' | 'relations' | 'functions' | 'services' | 'requests';

const carriers: Record<TargetKind, readonly EffectSource['as'][]> = {
  paths: ['shell', 'path'],
  relations: ['sql', 'shell'],
  functions: ['sql'],
  services: ['shell'],
  requests: ['http', 'shell'],
};

/** True when some argument of the tool can name a target of this kind, so that a rule about it makes sense. */
export function canTouch(tool: Pick<ToolDocument, 'effects'>, kind: TargetKind): boolean {
  return tool.effects.some((source) => carriers[kind].includes(source.as));
}

export function targetsAskedFor(when: RuleConditions): TargetKind[] {
  return (Object.keys(carriers) as TargetKind[]).filter((kind) => when[kind] !== undefined);
}
