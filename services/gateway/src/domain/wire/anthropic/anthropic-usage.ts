import type { JsonValue } from '@countersign/evidence';
import { countOf } from '../seam/count-of.js';
import { isObject, type JsonObject } from '../seam/json-object.js';
import type { WireUsage } from '../seam/wire-usage.js';

/** Anthropic counts cached input apart from `input_tokens`; here the input is all of it. */
export function anthropicUsage(usage: JsonValue | undefined): WireUsage | undefined {
  if (!isObject(usage)) return undefined;
  const cachedTokens = countOf(usage, 'cache_read_input_tokens');
  const cacheWriteTokens = countOf(usage, 'cache_creation_input_tokens');
  return {
    inputTokens: countOf(usage, 'input_tokens') + cachedTokens + cacheWriteTokens,
    outputTokens: countOf(usage, 'output_tokens'),
    cachedTokens,
    cacheWriteTokens,
    reasoningTokens: countOf(usage.output_tokens_details, 'thinking_tokens'),
    raw: usage,
  };
}

/** Later counts of a stream are cumulative and leave out or null what has not changed. */
export function mergedUsage(before: JsonObject, later: JsonValue | undefined): JsonObject {
  const said = Object.entries(isObject(later) ? later : {}).filter(([, count]) => count !== null);
  return { ...before, ...Object.fromEntries(said) };
}
