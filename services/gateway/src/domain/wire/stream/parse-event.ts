import { parseStrictJson } from '@countersign/evidence';
import { isObject, type JsonObject } from '../seam/json-object.js';
import { refuseWire, type WireRefused } from '../seam/wire-refusal.js';

/** Strict, so that text may pass in the provider's own bytes: nobody can read anything else in them than we did. */
export function parseEvent(data: string): { ok: true; value: JsonObject } | WireRefused {
  const parsed = parseStrictJson(Buffer.from(data, 'utf8'));
  if (parsed.ok && isObject(parsed.value)) return { ok: true, value: parsed.value };
  const why = parsed.ok ? 'not an object' : parsed.refusal.message;
  return refuseWire('malformed_response', `an event of the stream cannot be read: ${why}`);
}
