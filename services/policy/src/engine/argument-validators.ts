import type { ToolDocument } from '@countersign/contracts';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { CompiledTool } from '../domain/compile/compiled-policy.js';
import type { PatternEngine } from './pattern-engine.js';

type InputSchema = ToolDocument['inputSchema'];

/** Enough for the tools of many revisions; the oldest go first. */
const maxKept = 20_000;

/** Compiles input schemas once per definition and keeps them over revisions: compiling takes milliseconds. */
export class ArgumentValidators {
  private readonly kept = new Map<string, ValidateFunction>();
  private readonly ajv: Ajv2020;

  constructor(patterns: PatternEngine) {
    const regExp = Object.assign((pattern: string) => compiledPattern(patterns, pattern), { code: 'RE2' });
    this.ajv = new Ajv2020({ strict: true, ownProperties: true, code: { regExp } });
  }

  /** What is wrong with a schema, or null. */
  schemaFault(schema: InputSchema): string | null {
    try {
      this.compile(schema);
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  argumentFaults(tool: CompiledTool, values: unknown): string[] {
    try {
      const validate = this.validatorOf(tool);
      return validate(values) ? [] : (validate.errors ?? []).map(faultText);
    } catch (error) {
      return [`the arguments could not be checked: ${error instanceof Error ? error.message : String(error)}`];
    }
  }

  private validatorOf({ document, definitionDigest }: CompiledTool): ValidateFunction {
    const kept = this.kept.get(definitionDigest);
    if (kept) return kept;
    const validate = this.compile(document.inputSchema);
    this.keep(definitionDigest, validate);
    return validate;
  }

  /** The function outlives its registration; without removal every revision would stay in memory. */
  private compile(schema: InputSchema): ValidateFunction {
    const validate = this.ajv.compile(schema);
    this.ajv.removeSchema(schema);
    return validate;
  }

  private keep(digest: string, validate: ValidateFunction): void {
    const oldest = this.kept.size >= maxKept ? this.kept.keys().next().value : undefined;
    if (oldest !== undefined) this.kept.delete(oldest);
    this.kept.set(digest, validate);
  }
}

function compiledPattern(patterns: PatternEngine, pattern: string) {
  if (patterns.unreadable([pattern]).length > 0) throw new Error(`pattern "${pattern}" is not in RE2 syntax`);
  return { test: (text: string) => patterns.matches(pattern, text) };
}

/** The place and the rule that was broken; the value itself may be secret. */
function faultText(error: NonNullable<ValidateFunction['errors']>[number]): string {
  const named =
    error.keyword === 'additionalProperties' ? ` (${String(error.params['additionalProperty']).slice(0, 64)})` : '';
  return `arguments${error.instancePath} ${error.message ?? 'do not fit'}${named}`.slice(0, 300);
}
