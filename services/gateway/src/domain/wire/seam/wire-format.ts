/** The request and response shapes that the agent plane speaks. */
export type WireFormat =
  'openai-chat' | 'openai-responses' | 'anthropic-messages' | 'openai-embeddings' | 'anthropic-count-tokens';

/** Formats whose answer can hold tool calls; the others are governed on the request only. */
export type GeneratingFormat = 'openai-chat' | 'openai-responses' | 'anthropic-messages';

export interface WireFormatDescriptor {
  format: WireFormat;
  /** Whose error shape and headers the route uses. */
  family: 'openai' | 'anthropic';
  method: 'POST';
  /** The paths that agents use, the plain one first. */
  paths: readonly string[];
  /** The path below a provider's base URL (which ends in /v1 for OpenAI and has no /v1 for Anthropic). */
  upstreamPath: string;
  generates: boolean;
}
