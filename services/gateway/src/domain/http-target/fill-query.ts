import type { JsonValue } from '@countersign/evidence';

type Arguments = Readonly<Record<string, JsonValue>>;

/** Named arguments as query parameters: lists repeat the name, objects travel as JSON, null and absent are left out. */
export function fillQuery(names: readonly string[], values: Arguments): string {
  const query = new URLSearchParams();
  for (const name of names) {
    const value = values[name];
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined && item !== null) query.append(name, textOf(item));
    }
  }
  return query.toString();
}

function textOf(value: JsonValue): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
