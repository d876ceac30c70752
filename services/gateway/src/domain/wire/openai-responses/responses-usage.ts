import type { JsonValue } from '@countersign/evidence';
import { countOf } from '../seam/count-of.js';
import { isObject } from '../seam/json-object.js';
import type { WireUsage } from '../seam/wire-usage.js';

/** Usage of a response; the input count includes cached tokens already. */
export function responsesUsage(usage: JsonValue | undefined): WireUsage | undefined {
  if (!isObject(usage)) return undefined;
  return {
    inputTokens: countOf(usage, 'input_tokens'),
    outputTokens: countOf(usage, 'output_tokens'),
    cachedTokens: countOf(usage.input_tokens_details, 'cached_tokens'),
    cacheWriteTokens: countOf(usage.input_tokens_details, 'cache_write_tokens'),
    reasoningTokens: countOf(usage.output_tokens_details, 'reasoning_tokens'),
    raw: usage,
  };
}
