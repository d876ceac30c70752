import { isObject, type JsonObject } from '../seam/json-object.js';
import type { WireFormat } from '../seam/wire-format.js';

/**
 * Asks an OpenAI chat stream for the provider's own counts, which it leaves out otherwise. `added` tells that the agent
 * did not ask for them, so that the usage event is to be hidden from it (`hideUsage`). The given body stays as it is.
 */
export function withUsageReporting(format: WireFormat, body: JsonObject): { body: JsonObject; added: boolean } {
  const options = isObject(body.stream_options) ? body.stream_options : {};
  const isNeeded = format === 'openai-chat' && body.stream === true && options.include_usage !== true;
  if (!isNeeded) return { body, added: false };
  return { body: { ...body, stream_options: { ...options, include_usage: true } }, added: true };
}
