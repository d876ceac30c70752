import type { JsonValue } from '@countersign/evidence';
import { isObject } from '../wire/seam/json-object.js';
import type { WireFormat } from '../wire/seam/wire-format.js';

/**
 * Whether the gateway has to ask for the provider's counts because the agent did not. Only chat completions leave them
 * out of a stream; the agent then gets none either.
 */
export function mustAskForUsage(format: WireFormat, request: JsonValue): boolean {
  if (format !== 'openai-chat' || !isObject(request) || request.stream !== true) return false;
  return !isObject(request.stream_options) || request.stream_options.include_usage !== true;
}
