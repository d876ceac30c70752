import { isSafeJsonNumber } from './json-number.js';
import { skipEscape } from './skip-escape.js';

const OTHER = 0;
const QUOTE = 1;
const COLON = 2;
const OPEN = 3;
const CLOSE = 4;
const NUMBER = 5;

const QUOTE_BYTE = 0x22;
const BACKSLASH_BYTE = 0x5c;
const DOT_BYTE = 0x2e;
/** A literal of up to this many bytes, without exponent, cannot leave the safe range. */
const SHORT_NUMBER = 15;

const CLASS_OF_BYTE = new Uint8Array(256).fill(OTHER);
CLASS_OF_BYTE[QUOTE_BYTE] = QUOTE;
CLASS_OF_BYTE[0x3a] = COLON;
for (const open of '{[') CLASS_OF_BYTE[open.charCodeAt(0)] = OPEN;
for (const close of '}]') CLASS_OF_BYTE[close.charCodeAt(0)] = CLOSE;
for (const start of '-0123456789') CLASS_OF_BYTE[start.charCodeAt(0)] = NUMBER;

const IS_NUMBER_BYTE = new Uint8Array(256);
for (const byte of '+-.0123456789eE') IS_NUMBER_BYTE[byte.charCodeAt(0)] = 1;

/**
 * The hot path: one pass over the bytes that finds what JSON.parse lets through. Returns the number of colons outside
 * strings, or -1 if the nesting is too deep, a number unsafe, a surrogate alone or a string without end. It does not
 * check the grammar; JSON.parse does.
 */
export function scanJson(bytes: Buffer, maxDepth: number): number {
  let members = 0;
  let depth = 0;
  let at = 0;
  while (at < bytes.length) {
    const kind = CLASS_OF_BYTE[bytes[at] as number];
    if (kind === QUOTE) at = skipString(bytes, at + 1);
    else if (kind === NUMBER) at = skipNumber(bytes, at);
    else {
      if (kind === COLON) members++;
      else if (kind === OPEN) depth++;
      else if (kind === CLOSE) depth--;
      at++;
    }
    if (at < 0 || depth > maxDepth) return -1;
  }
  return members;
}

/** Returns the position after the closing quote, or -1. */
function skipString(bytes: Buffer, start: number): number {
  let at = start;
  while (at < bytes.length) {
    const byte = bytes[at] as number;
    if (byte === QUOTE_BYTE) return at + 1;
    if (byte === BACKSLASH_BYTE) {
      at = skipEscape(bytes, at);
      if (at < 0) return -1;
    } else at++;
  }
  return -1;
}

/** Returns the position after the number, or -1 if its value is not safe. */
function skipNumber(bytes: Buffer, start: number): number {
  let end = start;
  let mantissa = 0;
  while (end < bytes.length && IS_NUMBER_BYTE[bytes[end] as number] === 1) {
    const byte = bytes[end] as number;
    if (byte === DOT_BYTE) mantissa = end - start;
    // An exponent makes any length suspicious.
    if (byte > 0x39) mantissa = SHORT_NUMBER + 1;
    end++;
  }
  const integerBytes = mantissa === 0 ? end - start : mantissa;
  if (integerBytes <= SHORT_NUMBER) return end;
  return isSafeJsonNumber(bytes.toString('latin1', start, end)) ? end : -1;
}
