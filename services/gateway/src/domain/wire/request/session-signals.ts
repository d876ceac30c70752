import type { SessionSignals } from '../seam/inspected-request.js';
import { textOf, type JsonObject } from '../seam/json-object.js';

export function sessionSignals(request: JsonObject, user?: string, continues?: string): SessionSignals {
  const promptCacheKey = textOf(request.prompt_cache_key);
  const safetyIdentifier = textOf(request.safety_identifier);
  return {
    ...(user === undefined ? {} : { user }),
    ...(promptCacheKey === undefined ? {} : { promptCacheKey }),
    ...(safetyIdentifier === undefined ? {} : { safetyIdentifier }),
    ...(request.metadata === undefined || request.metadata === null ? {} : { metadata: request.metadata }),
    ...(continues === undefined ? {} : { continues }),
  };
}
