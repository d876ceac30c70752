import type { GovernanceDocument } from '@countersign/contracts';
import type { CompiledTool } from '../domain/compile/compiled-policy.js';
import { compilingSteps } from '../domain/compile/compile-governance.js';
import type { LoadedRevision } from '../domain/decide/loaded-revision.js';
import { parsingSteps, type ParsedGovernance } from '../domain/governance/parse-governance.js';
import type { GovernanceFile } from '../domain/governance/problem.js';
import { ArgumentValidators } from './argument-validators.js';
import { inSlices } from './in-slices.js';
import { PatternEngine } from './pattern-engine.js';
import { loadPolicyModule, type PolicyModule } from './policy-module.js';
import { GuardShelf } from './rego/guard-shelf.js';
import { usualAnswerMs } from './rego/rego-guard.js';
import { isAttachment, resolveRego, type RegoSources } from './rego/resolve-rego.js';
import { engineSteps } from './wasm-engine.js';

/** Reads governance files and makes revisions ready to decide with, without holding up calls that are decided meanwhile. */
export class RevisionLoader {
  private readonly patterns: PatternEngine;
  private readonly validators: ArgumentValidators;
  private readonly guards: GuardShelf;

  /**
   * `sources`: where Rego of a tenant's own comes from; without them only what was resolved before can be loaded.
   * `regoAnswerMs`: how long it may take for an answer.
   */
  constructor(
    private readonly module: PolicyModule = loadPolicyModule(),
    private readonly sources?: RegoSources,
    regoAnswerMs = usualAnswerMs,
  ) {
    this.guards = new GuardShelf(regoAnswerMs);
    this.patterns = new PatternEngine(module);
    this.validators = new ArgumentValidators(this.patterns);
  }

  async parse(
    files: readonly GovernanceFile[],
    variables: Readonly<Record<string, string>>,
  ): Promise<ParsedGovernance> {
    const inspectors = {
      unreadablePatterns: (patterns: readonly string[]) => this.patterns.unreadable(patterns),
      schemaFault: (schema: Parameters<ArgumentValidators['schemaFault']>[0]) => this.validators.schemaFault(schema),
    };
    const written = files.filter((file) => !isAttachment(file));
    const parsed = await inSlices(parsingSteps(written, { variables, inspectors }));
    if (!parsed.ok) return parsed;
    const attachments = new Map(files.filter(isAttachment).map(({ path, text }) => [path, text]));
    return resolveRego(parsed, { attachments, sources: this.sources, guards: this.guards });
  }

  async load(documents: readonly GovernanceDocument[]): Promise<LoadedRevision> {
    const compiled = await inSlices(compilingSteps(documents));
    const engine = await inSlices(engineSteps(this.module, compiled.data));
    const guards = await Promise.all(compiled.rego.map((document) => this.guards.take(document)));
    return {
      compiled,
      engine,
      guards,
      argumentFaults: (tool: CompiledTool, values: unknown) => this.validators.argumentFaults(tool, values),
    };
  }
}
