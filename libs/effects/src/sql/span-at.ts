import type { ArgumentSpan } from '@countersign/contracts';
import type { ByteOffsets } from './byte-offsets.js';

/** A name with its schema, quoted or not, or else the operator or single character at that place. */
const TOKEN = /(?:(?:(?:[Uu]&)?"(?:[^"]|"")*"|[\p{L}\p{N}_$]+)(?:\s*\.\s*(?=["\p{L}_]))?)+|[-+*/<>=~!@#%^&|`?:]+|[^]/uy;

export interface SqlArgument {
  sql: string;
  pointer: string;
  offsets: ByteOffsets;
}

/** The span of the token at a byte offset; undefined where the parser knows no place. */
export function spanAt(argument: SqlArgument, location: unknown): ArgumentSpan | undefined {
  if (typeof location !== 'number' || location < 0) return undefined;
  const start = argument.offsets.toUtf16(location);
  TOKEN.lastIndex = start;
  const token = TOKEN.exec(argument.sql);
  return { pointer: argument.pointer, start, end: start + (token?.[0].length ?? 0) };
}
