import { deriveEffects, type EffectAnalysis } from '@countersign/effects';
import { digestOfBytes, digestOfJson, type Digest } from '@countersign/evidence';
import type { CompiledTool } from '../compile/compiled-policy.js';
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
export function examineCall(revision: LoadedRevision, proposed: { tool: string; arguments: unknown }): ExaminedCall {
  const tool = revision.compiled.tools.get(proposed.tool);
  const argumentsDigest = canonicalDigest(proposed.arguments);
  if (argumentsDigest === null) return { tool, ...withoutCanonicalForm(proposed.arguments) };
  const examined = { tool, values: proposed.arguments, argumentsDigest, faults: [], analysis: null };
  if (!tool) return examined;
  const faults = revision.argumentFaults(tool, proposed.arguments);
  return faults.length > 0 ? { ...examined, faults } : { ...examined, analysis: analyse(tool, proposed.arguments) };
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

/** An analyser that fails has proven nothing. */
function analyse(tool: CompiledTool, values: unknown): EffectAnalysis {
  try {
    return deriveEffects(tool.document.effects, values);
  } catch (error) {
    const message = `the arguments could not be analysed: ${error instanceof Error ? error.message : 'analyser failed'}`;
    const unknown = { kind: 'unknown' as const, target: { type: 'none' as const, name: '' } };
    const nothing = { paths: [], relations: [], functions: [], requests: [] };
    return { effects: [unknown], proven: false, reasons: [{ code: 'analysis_failed', message }], ...nothing };
  }
}
