import type { GovernanceDocument } from '@countersign/contracts';
import { compilingSteps } from '../domain/compile/compile-governance.js';
import type { LoadedRevision } from '../domain/decide/loaded-revision.js';
import type { Steps } from '../domain/governance/steps.js';
import type { EngineParts } from './engine-parts.js';
import { engineSteps } from './wasm-engine.js';

/** Makes documents ready to decide with, beside whatever is deciding now. Drive with `finish` or `inSlices`. */
export function* loadingSteps(parts: EngineParts, documents: readonly GovernanceDocument[]): Steps<LoadedRevision> {
  const compiled = yield* compilingSteps(documents);
  const engine = yield* engineSteps(parts.program, compiled.data);
  return { compiled, engine, argumentFaults: (tool, values) => parts.validators.argumentFaults(tool, values) };
}
