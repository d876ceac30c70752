import { asList, isObject, type JsonObject } from '../seam/json-object.js';
import { refuseWire, type WireRefused } from '../seam/wire-refusal.js';

const parts = new Set(['output_text', 'refusal', 'reasoning_text', 'summary_text', 'output_audio', 'text']);

/** Refuses a message or reasoning item whose content holds an unknown part. */
export function findPartFault({ content }: JsonObject): WireRefused | undefined {
  const isKnown = asList(content)?.every(isKnownPart) ?? false;
  return isKnown ? undefined : refuseWire('unknown_wire_block', 'the type of a content part is not known');
}

export function isKnownPart(part: unknown): boolean {
  const type = isObject(part as JsonObject) ? (part as JsonObject).type : undefined;
  return typeof type === 'string' && parts.has(type);
}
