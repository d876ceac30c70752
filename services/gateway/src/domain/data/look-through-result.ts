import type { DataCounts } from '@countersign/contracts';
import type { CustomDetectors } from '@countersign/detectors';
import { canonicalJson, type JsonValue } from '@countersign/evidence';
import type { CallResult } from '../call/tool-call.js';
import { countsOf, examine, redactExamined } from './examined.js';

interface LookedThrough {
  result: CallResult;
  /** How much of what it held, that which was replaced included. */
  counts: DataCounts;
  /** Categories whose finds were replaced. */
  redacted: string[];
}

interface Look {
  detectors: CustomDetectors | undefined;
  /** Categories that policy wants replaced. */
  categories: readonly string[];
  contentType: string;
}

const binary = /^(?:image|audio|video|font)\/|^application\/(?:pdf|zip|gzip|octet-stream|vnd\.openxml)/i;

/**
 * Counts the data in a result on its way to the agent and its model, and replaces what policy wants replaced. Where
 * that cannot be done for all of it, all of it is hidden.
 */
export function lookThroughResult(result: CallResult, { detectors, categories, contentType }: Look): LookedThrough {
  const isJson = result.mediaType === 'application/json';
  const value: JsonValue = isJson ? (JSON.parse(result.text) as JsonValue) : result.text;
  const seen = examine(value, detectors);
  const isBinary = binary.test(contentType);
  const examined = { ...seen, unscannable: seen.unscannable + (isBinary ? 1 : 0) };
  const counts = countsOf(examined);
  if (categories.length === 0) return { result, counts, redacted: [] };
  const redacted = isBinary ? null : redactExamined(examined, categories);
  if (!redacted?.ok)
    return { result: { text: '[redacted]', mediaType: 'text/plain' }, counts, redacted: [...categories] };
  if (redacted.categories.length === 0) return { result, counts, redacted: [] };
  const text = isJson ? canonicalJson(redacted.value) : String(redacted.value);
  return { result: { ...result, text }, counts, redacted: redacted.categories };
}
