import { parseStrictJson } from '@countersign/evidence';
import { isObject, type JsonObject } from '../seam/json-object.js';
import { refuseWire, type WireRefused } from '../seam/wire-refusal.js';

/** Strict, so that text may pass in the provider's own bytes: nobody can read anything else in them than we did. */
export function parseEvent(data: string): { ok: true; value: JsonObject } | WireRefused {
  const parsed = parseStrictJson(Buffer.from(data, 'utf8'));
  const isCut = !parsed.ok && parsed.refusal.reasonCode === 'json_lone_surrogate';
  const value = parsed.ok ? parsed.value : isCut ? parseCut(data) : undefined;
  if (isObject(value)) return { ok: true, value };
  const why = parsed.ok ? 'not an object' : parsed.refusal.message;
  return refuseWire('malformed_response', `an event of the stream cannot be read: ${why}`);
}

/**
 * A character outside the basic plane that a provider cut in two leaves half of a surrogate pair at the end of one delta
 * and half at the start of the next. Such an event is as strict as any other in all that is not those halves.
 */
function parseCut(data: string) {
  const whole = parseStrictJson(
    Buffer.from(
      data.replace(escapes, (found) => (isHalf(found) ? '\\ufffd' : found)),
      'utf8',
    ),
  );
  return whole.ok ? (JSON.parse(data) as typeof whole.value) : undefined;
}

/** Escaped surrogate pairs, escaped halves, then any other escape, so that an escaped backslash hides no half. */
const escapes = /\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|\\u[dD][89a-fA-F][\da-fA-F]{2}|\\[^]/g;

function isHalf(escape: string): boolean {
  return escape.length === 6;
}
