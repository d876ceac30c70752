import type { JsonValue } from '@countersign/evidence';
import { countOf } from '../seam/count-of.js';
import { isObject } from '../seam/json-object.js';
import type { WireUsage } from '../seam/wire-usage.js';

/** Chat and embeddings usage; the prompt count includes cached tokens already. */
export function chatUsage(usage: JsonValue | undefined): WireUsage | undefined {
  if (!isObject(usage)) return undefined;
  return {
    inputTokens: countOf(usage, 'prompt_tokens'),
    outputTokens: countOf(usage, 'completion_tokens'),
    cachedTokens: countOf(usage.prompt_tokens_details, 'cached_tokens'),
    cacheWriteTokens: countOf(usage.prompt_tokens_details, 'cache_write_tokens'),
    reasoningTokens: countOf(usage.completion_tokens_details, 'reasoning_tokens'),
    raw: usage,
  };
}
