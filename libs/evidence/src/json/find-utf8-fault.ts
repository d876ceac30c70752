import { isUtf8 } from 'node:buffer';
import type { JsonRefusal } from './json-refusal.js';

/** Names the first byte that is not UTF-8, in input known to be invalid. */
export function findUtf8Fault(bytes: Buffer): JsonRefusal {
  const offset = firstInvalidOffset(bytes);
  if (isEncodedSurrogate(bytes, offset)) {
    return { reasonCode: 'json_lone_surrogate', message: 'a surrogate is encoded as if it were a character', offset };
  }
  return { reasonCode: 'json_invalid_utf8', message: 'the input is not valid UTF-8', offset };
}

function firstInvalidOffset(bytes: Buffer): number {
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes[at] as number);
    if (length === 0 || at + length > bytes.length || !isUtf8(bytes.subarray(at, at + length))) return at;
    at += length;
  }
  return at;
}

/** Bytes of the sequence that this lead byte announces; 0 if it cannot lead one. */
function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead < 0xc2) return 0;
  if (lead < 0xe0) return 2;
  if (lead < 0xf0) return 3;
  return lead < 0xf5 ? 4 : 0;
}

/** UTF-16 surrogates put into UTF-8 one by one start with ED A0 to ED BF. */
function isEncodedSurrogate(bytes: Buffer, at: number): boolean {
  const second = bytes[at + 1] ?? 0;
  return bytes[at] === 0xed && second >= 0xa0 && second <= 0xbf;
}
