import type { JsonObject } from '../seam/json-object.js';

export interface ListedModel {
  id: string;
  /** Who provides it, as the caller should see it. */
  provider: string;
  maxInputTokens?: number | undefined;
  maxOutputTokens?: number | undefined;
}

type Family = 'openai' | 'anthropic';

/** One model as the clients of a family expect it; what nobody knows of it is null. */
export function modelOf(family: Family, { id, provider, maxInputTokens, maxOutputTokens }: ListedModel): JsonObject {
  if (family === 'openai') return { id, object: 'model', created: 0, owned_by: provider };
  return {
    ...{ type: 'model', id, display_name: id, created_at: '1970-01-01T00:00:00Z' },
    ...{ max_input_tokens: maxInputTokens ?? null, max_tokens: maxOutputTokens ?? null, capabilities: null },
    ...{ lifecycle: 'active', line: null, deprecated_at: null, retires_at: null },
  };
}

/** A model list of our own, for callers whose models come from several providers. */
export function modelList(family: Family, models: readonly ListedModel[]): JsonObject {
  const data = models.map((model) => modelOf(family, model));
  if (family === 'openai') return { object: 'list', data };
  return { data, has_more: false, first_id: models[0]?.id ?? null, last_id: models.at(-1)?.id ?? null };
}
