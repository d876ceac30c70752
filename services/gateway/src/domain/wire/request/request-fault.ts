import type { JsonValue } from '@countersign/evidence';
import { findAmbiguousMember } from '../seam/ambiguous-member.js';
import { isObject, type JsonObject } from '../seam/json-object.js';
import { refuseWire, type WireRefused } from '../seam/wire-refusal.js';

const LONGEST_MODEL = 256;
const MOST_ANSWERS = 128;

/** What is wrong with the members that every format shares: model, stream flag, number of answers, look-alike names. */
export function findRequestFault(body: JsonValue, governed: ReadonlySet<string>): WireRefused | undefined {
  if (!isObject(body)) return refuseWire('invalid_request', 'the body must be a JSON object');
  const ambiguous = findAmbiguousMember(body, governed);
  if (ambiguous !== undefined) return refuseAmbiguous('');
  if (!isModel(body.model)) {
    return refuseWire('invalid_request', `model must be a string of 1 to ${LONGEST_MODEL} characters`, '/model');
  }
  if (typeof (body.stream ?? false) !== 'boolean') {
    return refuseWire('invalid_request', 'stream must be true or false', '/stream');
  }
  if (isCount(body.n ?? 1)) return undefined;
  return refuseWire('invalid_request', `n must be a whole number from 1 to ${MOST_ANSWERS}`, '/n');
}

function isModel(model: JsonValue | undefined): boolean {
  return typeof model === 'string' && model !== '' && model.length <= LONGEST_MODEL;
}

function isCount(n: JsonValue): boolean {
  return typeof n === 'number' && Number.isInteger(n) && n >= 1 && n <= MOST_ANSWERS;
}

/** Refuses an object that has a member which only looks like one of the governed names. */
export function findAmbiguity(
  object: JsonObject,
  governed: ReadonlySet<string>,
  pointer: string,
): WireRefused | undefined {
  return findAmbiguousMember(object, governed) === undefined ? undefined : refuseAmbiguous(pointer);
}

function refuseAmbiguous(pointer: string): WireRefused {
  return refuseWire(
    'ambiguous_field',
    'a member name differs from a known one only by case or look-alike letters',
    pointer,
  );
}
