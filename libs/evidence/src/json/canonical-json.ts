import { CanonicalJsonError } from './canonical-json-error.js';
import { isWellFormed } from './well-formed.js';

/** Deeper values are refused, which also ends cyclic ones. */
const MAX_DEPTH = 512;

/**
 * RFC 8785 (JCS): members sorted by UTF-16 code unit, ECMAScript numbers and strings, no white space. What JCS or
 * I-JSON cannot say throws instead of vanishing: `undefined`, NaN, lone surrogates, dates, class instances.
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}

export function canonicalBytes(value: unknown): Buffer {
  return Buffer.from(canonicalJson(value), 'utf8');
}

function write(value: unknown, depth: number): string {
  if (typeof value === 'string') return writeString(value);
  if (typeof value === 'number') return writeNumber(value);
  if (value === true) return 'true';
  if (value === false) return 'false';
  if (value === null) return 'null';
  if (typeof value !== 'object') throw new CanonicalJsonError('not_json', `a ${typeof value} has no JSON form`);
  if (depth >= MAX_DEPTH) throw new CanonicalJsonError('too_deep', `nested deeper than ${MAX_DEPTH}`);
  return Array.isArray(value) ? writeArray(value, depth + 1) : writeObject(value as Record<string, unknown>, depth + 1);
}

function writeString(value: string): string {
  if (!isWellFormed(value)) throw new CanonicalJsonError('lone_surrogate', 'a string holds a lone surrogate');
  return JSON.stringify(value);
}

function writeNumber(value: number): string {
  if (!Number.isFinite(value)) throw new CanonicalJsonError('number_not_finite', 'a number is not finite');
  // String(-0) is '0', as RFC 8785 section 3.2.2.3 asks.
  return String(value);
}

function writeArray(values: readonly unknown[], depth: number): string {
  let text = '[';
  // Counting, not iterating: a hole must be seen as undefined and refused.
  for (let i = 0; i < values.length; i++) text += (i === 0 ? '' : ',') + write(values[i], depth);
  return text + ']';
}

function writeObject(value: Record<string, unknown>, depth: number): string {
  if (!isPlainObject(value)) throw new CanonicalJsonError('not_json', 'an object that is not plain has no JSON form');
  const keys = Object.keys(value).sort();
  let text = '{';
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as string;
    text += `${i === 0 ? '' : ','}${writeString(key)}:${write(value[key], depth)}`;
  }
  return text + '}';
}

/** True for literals and JSON.parse results of any realm; false for dates, maps, buffers and class instances. */
function isPlainObject(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
