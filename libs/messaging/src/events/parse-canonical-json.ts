import { isAscii, isUtf8 } from 'node:buffer';
import { canonicalJson, parseStrictJson } from '@countersign/evidence';
import type { Result } from '@countersign/contracts';

const deepest = 64;

/**
 * Strict parsing and the check for RFC 8785 form in one go, for events are many and nearly always right. If writing the
 * parsed value again gives the same text, then it held no duplicate key, no white space, and no number or string in
 * another form. What that comparison cannot see, `isPlain` looks for. Anything in doubt takes the slow way, which also
 * knows what to say about it.
 */
export function parseCanonicalJson(bytes: Uint8Array): Result<unknown> {
  const text = decode(bytes);
  const value = text === undefined ? undefined : parseNative(text);
  const isCanonical = value !== undefined && isPlain(value, 0) && JSON.stringify(value) === text;
  return isCanonical ? { ok: true, value } : parseSlowly(bytes);
}

function decode(bytes: Uint8Array): string | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isAscii(buffer)) return buffer.toString('latin1');
  return isUtf8(buffer) ? buffer.toString('utf8') : undefined;
}

function parseNative(text: string): unknown {
  // In valid UTF-8 a lone surrogate can only be an escape, which JSON.stringify would write back as it is.
  if (text.includes('\\ud')) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Keys in RFC 8785 order, numbers that a double holds exactly, no `__proto__`, not too deep. */
function isPlain(value: unknown, depth: number): boolean {
  if (typeof value === 'number') return !Number.isInteger(value) || Number.isSafeInteger(value);
  if (typeof value !== 'object' || value === null) return true;
  if (depth >= deepest) return false;
  if (Array.isArray(value)) return value.every((item) => isPlain(item, depth + 1));
  return hasPlainMembers(value as Record<string, unknown>, depth + 1);
}

function hasPlainMembers(value: Record<string, unknown>, depth: number): boolean {
  let last = '';
  for (const key of Object.keys(value)) {
    // The empty key may only come first, where `last` is empty too.
    if (key < last || key === '__proto__' || !isPlain(value[key], depth)) return false;
    last = key;
  }
  return true;
}

function parseSlowly(bytes: Uint8Array): Result<unknown> {
  const json = parseStrictJson(bytes);
  if (!json.ok) return { ok: false, refusal: { reasonCode: 'leaf_not_json', message: json.refusal.message } };
  if (canonicalJson(json.value) === Buffer.from(bytes).toString('utf8')) return { ok: true, value: json.value };
  return { ok: false, refusal: { reasonCode: 'leaf_not_canonical', message: 'the leaf is not in RFC 8785 form' } };
}
