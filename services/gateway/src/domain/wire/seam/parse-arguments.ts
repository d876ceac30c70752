import { parseStrictJson } from '@countersign/evidence';
import { isObject, type JsonObject } from './json-object.js';
import type { ParsedArguments } from './proposed-block.js';

/** More than any tool needs; a call with longer arguments is denied like one that does not parse. */
const LIMITS = { maxBytes: 1024 * 1024, maxDepth: 64 };

/** Reads arguments that a model wrote as JSON text; no text at all is how models call a tool without parameters. */
export function parseArguments(text: string): ParsedArguments {
  if (hasHalfCharacter(text)) return invalidArguments('json_lone_surrogate', 'the arguments hold half of a character');
  const parsed = parseStrictJson(Buffer.from(text.trim() === '' ? '{}' : text, 'utf8'), LIMITS);
  if (!parsed.ok)
    return { ok: false, refusal: { reasonCode: parsed.refusal.reasonCode, message: parsed.refusal.message } };
  if (!isObject(parsed.value)) return invalidArguments('arguments_not_object', 'the arguments are not a JSON object');
  return { ok: true, value: parsed.value };
}

/** Half of a surrogate pair, which no UTF-8 can carry: the decided bytes would not be those that leave. */
function hasHalfCharacter(text: string): boolean {
  return /[\ud800-\udfff]/u.test(text);
}

/** The free text of a custom tool. */
export function textArguments(input: string): ParsedArguments {
  if (hasHalfCharacter(input)) return invalidArguments('json_lone_surrogate', 'the input holds half of a character');
  return { ok: true, value: { input } };
}

/** Arguments that came as JSON inside a body that was parsed strictly already. */
export function objectArguments(value: unknown): ParsedArguments {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return { ok: true, value: value as JsonObject };
  return invalidArguments('arguments_not_object', 'the arguments are not a JSON object');
}

export function invalidArguments(reasonCode: string, message: string): ParsedArguments {
  return { ok: false, refusal: { reasonCode, message } };
}
