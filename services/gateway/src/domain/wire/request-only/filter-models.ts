import type { JsonValue } from '@countersign/evidence';
import { isObject, textOf, type JsonObject } from '../seam/json-object.js';

/** A model list of a provider, in either family's shape, cut down to what the caller may use. */
export function filterModels(body: JsonValue, mayUse: (model: string) => boolean): JsonObject | undefined {
  if (!isObject(body) || !Array.isArray(body.data)) return undefined;
  const data = body.data.filter((model) => isObject(model) && mayUse(textOf(model.id) ?? ''));
  // Anthropic's list names its first and last entry; the cursors of a cut list must not name others.
  const ids = data.map((model) => (model as JsonObject).id ?? null);
  const cursors: JsonObject = 'first_id' in body ? { first_id: ids[0] ?? null, last_id: ids.at(-1) ?? null } : {};
  return { ...body, data, ...cursors };
}

interface ListedModel {
  id: string;
  /** Who provides it, as the caller should see it. */
  provider: string;
}

/** A model list of our own, for callers whose models come from several providers. */
export function modelList(family: 'openai' | 'anthropic', models: readonly ListedModel[]): JsonObject {
  if (family === 'openai') {
    const data = models.map(({ id, provider }) => ({ id, object: 'model', created: 0, owned_by: provider }));
    return { object: 'list', data };
  }
  const data = models.map(({ id }) => ({ type: 'model', id, display_name: id, created_at: '1970-01-01T00:00:00Z' }));
  return { data, has_more: false, first_id: models[0]?.id ?? null, last_id: models.at(-1)?.id ?? null };
}
