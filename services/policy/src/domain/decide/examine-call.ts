import { deriveEffects, type EffectAnalysis } from '@countersign/effects';
import { digestOfBytes, digestOfJson, type Digest } from '@countersign/evidence';
import type { CompiledRule, CompiledTool } from '../compile/compiled-policy.js';
import type { LoadedRevision } from './loaded-revision.js';

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
  const privateHosts = hostsNamedBy(rules);
  return faults.length > 0
    ? { ...examined, faults }
    : { ...examined, analysis: deriveEffects(tool.document.effects, proposed.arguments, { privateHosts }) };
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
