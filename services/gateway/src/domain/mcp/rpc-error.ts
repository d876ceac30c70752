import type { Refusal } from '@countersign/contracts';
import type { JsonObject } from '../wire/seam/json-object.js';

/** JSON-RPC error codes, those of the protocol included. */
export const rpcCode = {
  parseError: -32700,
  invalidRequest: -32600,
  methodNotFound: -32601,
  invalidParams: -32602,
  internalError: -32603,
  headerMismatch: -32020,
  unsupportedRevision: -32022,
} as const;

/** A request that gets a JSON-RPC error instead of a result. */
export interface RpcError {
  code: number;
  message: string;
  /** HTTP status. */
  status: number;
  data?: JsonObject;
}

export type RpcOutcome = { result: JsonObject } | { error: RpcError };

export function rpcError(code: number, message: string, more: { status?: number; data?: JsonObject } = {}): RpcOutcome {
  return { error: { code, message, status: more.status ?? 200, ...(more.data ? { data: more.data } : {}) } };
}

/** The body of a JSON-RPC error; requests that could not be read have no id. */
export function errorMessage(id: string | number | undefined, error: Omit<RpcError, 'status'>): JsonObject {
  const { code, message, data } = error;
  return { jsonrpc: '2.0', ...(id === undefined ? {} : { id }), error: { code, message, ...(data ? { data } : {}) } };
}

/** The code for a refusal that comes before any method. */
export function codeOfRefusal({ reasonCode }: Refusal): number {
  if (reasonCode.startsWith('json_')) return rpcCode.parseError;
  return reasonCode === 'internal_error' ? rpcCode.internalError : rpcCode.invalidRequest;
}
