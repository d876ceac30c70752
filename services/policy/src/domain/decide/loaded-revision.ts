import type { CompiledPolicy, CompiledTool } from '../compile/compiled-policy.js';
import type { Guard } from './guard.js';
import type { PolicyEngine } from './policy-engine.js';

/** Everything that decides under one revision. Replaced as a whole, never changed. */
export interface LoadedRevision {
  compiled: CompiledPolicy;
  engine: PolicyEngine;
  /** Says which tools count as proposed since their servers changed them; absent: none does. */
  toolChanges?: string;
  /** The tenant's own Rego, by name; each may only make a verdict stricter. */
  guards: readonly Guard[];
  /** What is wrong with the arguments by the tool's input schema; empty when they fit. Names places, never values. */
  argumentFaults(tool: CompiledTool, values: unknown): string[];
}
