import type { JsonValue } from '@countersign/evidence';
import { collectText } from '../request/collect-text.js';
import { findRequestFault } from '../request/request-fault.js';
import { sessionSignals } from '../request/session-signals.js';
import type { RequestInspection, TextSegment } from '../seam/inspected-request.js';
import { asList, textOf, type JsonObject } from '../seam/json-object.js';
import { refuseWire } from '../seam/wire-refusal.js';

const governed = new Set(['model', 'input', 'user', 'dimensions', 'encoding_format']);

/** Reads `POST /v1/embeddings`: text that leaves, no tools. Input as token numbers cannot be read by any detector. */
export function inspectEmbeddingsRequest(body: JsonValue): RequestInspection {
  const fault = findRequestFault(body, governed);
  if (fault) return fault;
  const request = body as JsonObject;
  if (!isReadable(request.input)) {
    const message = 'input must be text or an array of texts; token numbers cannot be checked';
    return refuseWire('ungovernable_request', message, '/input');
  }
  const text: TextSegment[] = [];
  collectText(request.input, { pointer: '/input', origin: 'user' }, text);
  const session = sessionSignals(request, textOf(request.user));
  const nothing = { alternativeModels: [], tools: [], hosted: [], toolResults: [] };
  return { ok: true, request: { model: request.model as string, ...nothing, stream: false, n: 1, text, session } };
}

function isReadable(input: JsonValue | undefined): boolean {
  if (typeof input === 'string') return true;
  const texts = asList(input);
  return texts !== undefined && texts.length > 0 && texts.every((text) => typeof text === 'string');
}
