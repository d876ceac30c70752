import type { EventPayload } from '@countersign/messaging';
import type { ModelCall } from '../../domain/model/model-call.js';

/** How much of what the request holds. */
export function countsIn({ data }: ModelCall) {
  const inResults = data?.inResults ?? {};
  const some = Object.keys(inResults).length > 0;
  return { dataCategories: data?.counts ?? {}, ...(some ? { toolResultCategories: inResults } : {}) };
}

/** Where something was found: beside the leaf, so that it can be forgotten. */
export function placesIn({ data }: ModelCall): { payloads?: Record<string, EventPayload> } {
  if (!data || data.places.length === 0) return {};
  const body = Buffer.from(JSON.stringify(data.places), 'utf8');
  return { payloads: { findings: { body, mediaType: 'application/json', salt: data.salt } } };
}

/** What of it was replaced in what the provider got. */
export function redactedIn({ redactedCategories = [] }: ModelCall) {
  return redactedCategories.length > 0 ? { redactedCategories: [...redactedCategories] } : {};
}
