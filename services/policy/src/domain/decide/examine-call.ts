import { deriveEffects, type EffectAnalysis } from '@countersign/effects';
import { digestOfBytes, digestOfJson, type Digest } from '@countersign/evidence';
import type { CompiledRule, CompiledTool } from '../compile/compiled-policy.js';
import type { LoadedRevision } from './loaded-revision.js';

/** As many as a decision on the record may have. */
export const mostEffects = 64;

export interface ExaminedCall {
  tool: CompiledTool | undefined;
  /** What the facts are taken from: the arguments, or nothing where they have no canonical form. */
  values: unknown;
  argumentsDigest: Digest;
  faults: string[];
  /** null: the arguments were not fit to be analysed. */
  analysis: EffectAnalysis | null;
}

/** Looks at the arguments of a call: their form first, then the schema, then what they would do. */
export function examineCall(
  revision: LoadedRevision,
  proposed: { tool: string; arguments: unknown },
  rules: readonly CompiledRule[],
): ExaminedCall {
  const tool = revision.compiled.tools.get(proposed.tool);
  const argumentsDigest = canonicalDigest(proposed.arguments);
  if (argumentsDigest === null) return { tool, ...withoutCanonicalForm(proposed.arguments) };
  const examined = { tool, values: proposed.arguments, argumentsDigest, faults: [], analysis: null };
  if (!tool) return examined;
  const faults = revision.argumentFaults(tool, proposed.arguments);
  if (faults.length > 0) return { ...examined, faults };
  const privateHosts = hostsNamedBy(rules);
  return {
    ...examined,
    analysis: presentable(deriveEffects(tool.document.effects, proposed.arguments, { privateHosts })),
  };
}

/** More effects than a decision can show are more than a person could judge: such a call is not proven. */
function presentable(analysis: EffectAnalysis): EffectAnalysis {
  if (analysis.effects.length <= mostEffects) return analysis;
  const message = `the call has ${analysis.effects.length} effects, more than the ${mostEffects} that a decision can show`;
  return { ...analysis, proven: false, reasons: [{ code: 'too-many-effects', message }, ...analysis.reasons] };
}

function canonicalDigest(values: unknown): Digest | null {
  try {
    return digestOfJson(values);
  } catch {
    return null;
  }
}

function withoutCanonicalForm(values: unknown) {
  const text = JSON.stringify(values) ?? 'undefined';
  const faults = ['the arguments have no canonical JSON form'];
  return { values: {}, argumentsDigest: digestOfBytes(Buffer.from(text)), faults, analysis: null };
}

/** A private address can only be meant where a rule names it; whether that rule allows the call is the engine's matter. */
function hostsNamedBy(rules: readonly CompiledRule[]): string[] {
  const conditions = rules.flatMap((rule) => rule.conditions.filter(({ on }) => on === 'requests'));
  return conditions.flatMap((condition) => (condition['hosts'] as string[] | undefined) ?? []);
}
