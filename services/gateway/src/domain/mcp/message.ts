import type { JsonValue } from '@countersign/evidence';
import { isObject, type JsonObject } from '../wire/seam/json-object.js';

export type RequestId = string | number;

export interface RpcRequest {
  kind: 'request';
  id: RequestId;
  method: string;
  params: JsonObject;
}

/** What a client posts. Lists of messages were dropped from the protocol and are not taken. */
export type RpcMessage =
  RpcRequest | { kind: 'notification'; method: string } | { kind: 'response'; id: RequestId; result: JsonObject };

const longestId = 256;
const method = /^[a-zA-Z][a-zA-Z0-9_/-]{0,127}$/;

/** Null when a value is no JSON-RPC 2.0 message. */
export function readMessage(value: JsonValue): RpcMessage | null {
  if (!isObject(value) || value.jsonrpc !== '2.0') return null;
  if (value.method === undefined) return readResponse(value);
  if (typeof value.method !== 'string' || !method.test(value.method)) return null;
  if (!('id' in value)) return { kind: 'notification', method: value.method };
  const params = value.params ?? {};
  if (!isRequestId(value.id) || !isObject(params)) return null;
  return { kind: 'request', id: value.id, method: value.method, params };
}

function readResponse(value: JsonObject): RpcMessage | null {
  if (!isRequestId(value.id)) return null;
  if (isObject(value.result)) return { kind: 'response', id: value.id, result: value.result };
  return isObject(value.error) ? { kind: 'response', id: value.id, result: { action: 'cancel' } } : null;
}

function isRequestId(value: JsonValue | undefined): value is RequestId {
  if (typeof value === 'string') return value.length <= longestId;
  return typeof value === 'number' && Number.isSafeInteger(value);
}
