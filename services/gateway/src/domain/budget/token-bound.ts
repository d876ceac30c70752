import type { ProviderModel } from '@countersign/contracts';
import type { JsonValue } from '@countersign/evidence';
import type { InspectedRequest } from '../wire/seam/inspected-request.js';
import { isObject, type JsonObject } from '../wire/seam/json-object.js';
import type { WireFormat } from '../wire/seam/wire-format.js';

export interface BoundedRequest {
  format: WireFormat;
  inspected: InspectedRequest;
  json: JsonValue;
  bytes: number;
}

interface TokenBound {
  input: number;
  output: number;
}

/** Providers put a few tokens around messages, and instructions of their own where tools are offered. */
const aroundMessages = 64;
const aroundTools = 2_000;
/** More than any provider counts for one image, however few bytes it takes. */
const perImage = 10_000;

const images = new Set(['image', 'image_url', 'input_image', 'computer_screenshot']);
const files = new Set([
  'file',
  'input_file',
  'video_url',
  'audio_url',
  'document_url',
  'reference',
  'item_reference',
  'container_upload',
]);

/** The most tokens that a request can be billed for; null when what is known of the model gives no bound. */
export function tokenBound(request: BoundedRequest, model: ProviderModel): TokenBound | null {
  // A provider that runs tools itself reads again and again, and bills for more than tokens.
  if (request.inspected.hosted.length > 0) return null;
  const input = inputBound(request, model.maxInputTokens);
  const output = outputBound(request, model.maxOutputTokens);
  return input === null || output === null ? null : { input, output };
}

/** No token is shorter than a byte of the text it stands for. */
function inputBound({ inspected, json, bytes }: BoundedRequest, most: number | undefined): number | null {
  const seen: Seen = { images: 0, opaque: inspected.session.continues !== undefined };
  look(json, seen);
  if (seen.opaque) return most ?? null;
  const around = aroundMessages + (inspected.tools.length > 0 ? aroundTools : 0);
  return Math.min(bytes + around + seen.images * perImage, most ?? Infinity);
}

function outputBound({ format, inspected }: BoundedRequest, most: number | undefined): number | null {
  if (format === 'openai-embeddings') return 0;
  const asked = inspected.maxOutputTokens;
  const wanted = asked !== undefined && asked >= 0 ? Math.ceil(asked) : Infinity;
  const each = Math.min(wanted, most ?? Infinity);
  return Number.isSafeInteger(each * inspected.n) ? each * inspected.n : null;
}

interface Seen {
  images: number;
  /** Content that the request only refers to, or that unfolds where it is read, says nothing by its bytes. */
  opaque: boolean;
}

function look(value: JsonValue, seen: Seen): void {
  if (Array.isArray(value)) for (const item of value) look(item, seen);
  if (!isObject(value)) return;
  note(value, seen);
  for (const member of Object.values(value)) if (typeof member === 'object') look(member, seen);
}

function note(part: JsonObject, seen: Seen): void {
  const { type } = part;
  if (typeof type !== 'string') return;
  if (images.has(type)) seen.images++;
  if (files.has(type) || (type === 'document' && !isPlain(part.source))) seen.opaque = true;
}

function isPlain(source: JsonValue | undefined): boolean {
  return isObject(source) && (source.type === 'text' || source.type === 'content');
}
