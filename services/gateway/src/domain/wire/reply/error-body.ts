import type { WireFormat } from '../seam/wire-format.js';
import type { JsonObject } from '../seam/json-object.js';
import { errorType } from './error-type.js';

export interface WireError {
  /** HTTP status. */
  status: number;
  /** Stable, for programs: `budget_exceeded`. */
  code: string;
  message: string;
  /** The member of the request at fault. */
  param?: string;
}

/** An error as the client library of the route expects it. */
export function errorBody(format: WireFormat, error: WireError): JsonObject {
  const type = errorType(familyOf(format), error.status);
  if (familyOf(format) === 'openai') {
    return { error: { message: error.message, type, param: error.param ?? null, code: error.code } };
  }
  const param: JsonObject = error.param === undefined ? {} : { param: error.param };
  // Anthropic's clients read this code there, and then go on without a thread by themselves.
  const details: JsonObject =
    error.code === 'thread_unsupported_request' ? { details: { error_code: error.code } } : {};
  return { type: 'error', error: { type, message: error.message, code: error.code, ...param, ...details } };
}

function familyOf(format: WireFormat): 'openai' | 'anthropic' {
  return format.startsWith('anthropic') ? 'anthropic' : 'openai';
}
