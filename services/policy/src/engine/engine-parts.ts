import type { Inspectors } from '../domain/governance/inspectors.js';
import { ArgumentValidators } from './argument-validators.js';
import { PatternEngine } from './pattern-engine.js';
import { loadPolicyModule, type PolicyModule } from './policy-module.js';

/** What one process loads once and every revision of every tenant shares. */
export interface EngineParts {
  program: PolicyModule;
  validators: ArgumentValidators;
  /** For `parseGovernance`: finds at load what would otherwise fail in a call. */
  inspectors: Inspectors;
}

export function engineParts(): EngineParts {
  const program = loadPolicyModule();
  const patterns = new PatternEngine(program);
  const validators = new ArgumentValidators(patterns);
  const inspectors: Inspectors = {
    unreadablePatterns: (list) => patterns.unreadable(list),
    schemaFault: (schema) => validators.schemaFault(schema),
  };
  return { program, validators, inspectors };
}
