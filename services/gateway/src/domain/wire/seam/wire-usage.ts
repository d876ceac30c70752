import type { JsonObject } from './json-object.js';

/** The provider's own counts, in one shape. */
export interface WireUsage {
  /** All tokens read, cached ones included. */
  inputTokens: number;
  outputTokens: number;
  /** Of the input: read from the provider's cache. */
  cachedTokens: number;
  /** Of the input: written to the provider's cache, which some providers bill higher. */
  cacheWriteTokens: number;
  /** Of the output: spent on reasoning. */
  reasoningTokens: number;
  /** As the provider said it. */
  raw: JsonObject;
}
