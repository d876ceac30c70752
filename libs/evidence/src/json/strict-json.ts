import { isAscii, isUtf8 } from 'node:buffer';
import { countMembers } from './count-members.js';
import { findJsonFault } from './find-json-fault.js';
import { findUtf8Fault } from './find-utf8-fault.js';
import type { JsonRefusal } from './json-refusal.js';
import type { JsonValue } from './json-value.js';
import { scanJson } from './scan-json.js';

export interface JsonLimits {
  /** Longest accepted input; 32 MiB if not given. */
  maxBytes?: number;
  /** Deepest accepted nesting of objects and arrays; 64 if not given, never more than 512. */
  maxDepth?: number;
}

export type StrictJsonResult = { ok: true; value: JsonValue } | { ok: false; refusal: JsonRefusal };

const DEFAULT_MAX_BYTES = 32 * 1024 * 1024;
const DEFAULT_MAX_DEPTH = 64;
const HARD_MAX_DEPTH = 512;

/**
 * Parses JSON of which every parser must read the same value: no duplicate keys, no lone surrogates, no integers that
 * a double cannot hold, no invalid UTF-8, no byte order mark, no `__proto__`. Valid input costs one scan of the bytes
 * plus the native JSON.parse; only input that looks faulty is read again, slowly, to say what is wrong and where.
 */
export function parseStrictJson(input: Uint8Array, limits: JsonLimits = {}): StrictJsonResult {
  const maxBytes = limits.maxBytes ?? DEFAULT_MAX_BYTES;
  if (input.length > maxBytes) return refuse('json_too_large', `the input exceeds ${maxBytes} bytes`, maxBytes);
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.byteLength);
  const text = decode(bytes);
  if (text === undefined) return { ok: false, refusal: findUtf8Fault(bytes) };
  const maxDepth = Math.min(limits.maxDepth ?? DEFAULT_MAX_DEPTH, HARD_MAX_DEPTH);
  const members = scanJson(bytes, maxDepth);
  const value = members < 0 ? undefined : parseNative(text);
  if (value !== undefined && countMembers(value) === members) return { ok: true, value };
  return { ok: false, refusal: findJsonFault(bytes, maxDepth) };
}

function decode(bytes: Buffer): string | undefined {
  if (isAscii(bytes)) return bytes.toString('latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
}

function parseNative(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function refuse(reasonCode: JsonRefusal['reasonCode'], message: string, offset: number): StrictJsonResult {
  return { ok: false, refusal: { reasonCode, message, offset } };
}
