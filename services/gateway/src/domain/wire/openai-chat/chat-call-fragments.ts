import type { JsonValue } from '@countersign/evidence';
import { isObject, textOf, type JsonObject } from '../seam/json-object.js';

/** A tool call that is being put together from the deltas of a stream. */
export interface PartialCall {
  wireIndex?: number;
  wire: JsonObject;
  /** Two deltas contradict each other, so that readers could see different calls. */
  ambiguous: boolean;
}

/** Whose delta it is: by index, but a new id under an old index starts a call of its own. */
export function findCall(calls: readonly PartialCall[], delta: JsonObject): PartialCall | undefined {
  const id = textOf(delta.id) || undefined;
  if (typeof delta.index !== 'number') {
    return id === undefined ? calls.at(-1) : calls.findLast((call) => call.wire.id === id);
  }
  const call = calls.findLast((known) => known.wireIndex === delta.index);
  const isOther = id !== undefined && call?.wire.id !== undefined && call.wire.id !== id;
  return isOther ? undefined : call;
}

export function newCall(delta: JsonObject): PartialCall {
  return { ...(typeof delta.index === 'number' ? { wireIndex: delta.index } : {}), wire: {}, ambiguous: false };
}

/** Adds one delta of `tool_calls`. */
export function addToCall(call: PartialCall, delta: JsonObject): void {
  for (const [key, value] of Object.entries(delta)) {
    if (key === 'index' || value === null) continue;
    if (key === 'function' || key === 'custom') join(call, (call.wire[key] ??= {}) as JsonObject, value);
    else if (key === 'id' || key === 'type') call.ambiguous ||= !setOnce(call.wire, key, value);
    else call.wire[key] = value;
  }
}

/** Adds one delta of the legacy `function_call`. */
export function addToFunctionCall(call: PartialCall, delta: JsonObject): void {
  join(call, call.wire, delta);
}

function join(call: PartialCall, body: JsonObject, delta: JsonValue): void {
  if (!isObject(delta)) call.ambiguous = true;
  for (const [key, value] of Object.entries(isObject(delta) ? delta : {})) {
    if (value !== null) call.ambiguous ||= !joinMember(body, key, value);
  }
}

/** False if the member contradicts what came before. */
function joinMember(body: JsonObject, key: string, value: JsonValue): boolean {
  if (key === 'name') return setOnce(body, key, value);
  if (key !== 'arguments' && key !== 'input') body[key] = value;
  else if (typeof value === 'string') body[key] = `${textOf(body[key]) ?? ''}${value}`;
  else return false;
  return true;
}

/** False if another value is there already. */
function setOnce(target: JsonObject, key: string, value: JsonValue): boolean {
  if (value !== '') target[key] ??= value;
  return value === '' || target[key] === value;
}
