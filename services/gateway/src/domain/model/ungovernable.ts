import type { Refusal } from '@countersign/contracts';
import type { InspectedRequest } from '../wire/seam/inspected-request.js';

/** What the events about a model call can hold; see `ModelCallProposed`. */
const longestName = 256;
const longestToolName = 128;
const mostTools = 256;
/** Each costs a decision before the request leaves. */
const mostHostedTools = 32;

/** Why a request cannot be put before policy as it is; null when it can. Closed by default (promise 2). */
export function ungovernable(request: InspectedRequest): Refusal | null {
  if (request.model.length > longestName) return refusal('invalid_request', 'The model name is too long.');
  if (request.alternativeModels.length > 0) {
    return refusal('ungovernable_request', 'A list of fallback models cannot be governed. Name one model.');
  }
  if (request.tools.length > mostTools || request.tools.some((tool) => tool.name.length > longestToolName)) {
    return refusal(
      'invalid_request',
      `At most ${mostTools} tools can be offered, with names of at most ${longestToolName} characters.`,
    );
  }
  if (request.hosted.length > mostHostedTools) {
    return refusal('invalid_request', `At most ${mostHostedTools} tools of the provider can be named.`);
  }
  return null;
}

function refusal(reasonCode: string, message: string): Refusal {
  return { reasonCode, message };
}
