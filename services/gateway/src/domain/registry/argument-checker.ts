import type { Refused, Result } from '@countersign/contracts';
import type { JsonValue } from '@countersign/evidence';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { clip } from '../clip.js';
import type { RegisteredTool } from './registry-snapshot.js';

/** Compiled schemas kept at once; one tenant's registry may hold thousands. */
const mostCompiled = 2_000;

/** Checks arguments against a tool's closed schema. Schemas are compiled once per definition. */
export class ArgumentChecker {
  private ajv = newAjv();
  private readonly compiled = new Map<string, ValidateFunction | null>();

  check(tool: RegisteredTool, value: JsonValue): Result<JsonValue> {
    const known = this.compiled.get(tool.definitionDigest);
    const validate = known === undefined ? this.compile(tool) : known;
    if (!validate) return refused('tool_schema_invalid', "The tool's own argument schema cannot be used.");
    if (validate(value)) return { ok: true, value };
    return refused(
      'arguments_invalid',
      `The arguments do not fit the tool's schema${faultText(validate.errors?.[0])}.`,
    );
  }

  private compile(tool: RegisteredTool): ValidateFunction | null {
    if (this.compiled.size >= mostCompiled) {
      this.compiled.clear();
      this.ajv = newAjv();
    }
    const validate = this.tryCompile(tool);
    this.compiled.set(tool.definitionDigest, validate);
    return validate;
  }

  private tryCompile(tool: RegisteredTool): ValidateFunction | null {
    try {
      return this.ajv.compile(tool.document.inputSchema);
    } catch {
      return null;
    }
  }
}

function faultText(error: ErrorObject | undefined): string {
  const where = error?.instancePath ? ` at ${clip(error.instancePath, 200)}` : '';
  const { additionalProperty } = (error?.params ?? {}) as { additionalProperty?: string };
  if (additionalProperty !== undefined) return `${where}: there is no "${clip(additionalProperty, 100)}"`;
  return `${where}: ${error?.message ?? 'invalid'}`;
}

function newAjv(): Ajv2020 {
  return new Ajv2020({ strict: false, validateFormats: false, addUsedSchema: false });
}

function refused(reasonCode: string, message: string): Refused {
  const remedy = 'Send the arguments that the tool declares, and no others.';
  return { ok: false, refusal: { reasonCode, message: clip(message, 500), remedy } };
}
