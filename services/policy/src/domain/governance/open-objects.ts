/** Keywords whose value is data, not a schema. */
const dataKeywords = new Set(['const', 'enum', 'default', 'examples', 'required', 'type', 'dependentRequired']);
/** Keywords whose value holds schemas under names of the author's choice. */
const namedKeywords = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']);

/** The places of a JSON Schema, as /properties/… pointers, where an object may hold members that nobody named. */
export function openObjects(schema: unknown, at = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  if (Array.isArray(schema)) return schema.flatMap((one, index) => openObjects(one, `${at}/${index}`));
  const inside = Object.entries(schema).flatMap(([keyword, value]) => {
    if (dataKeywords.has(keyword)) return [];
    return namedKeywords.has(keyword) ? openMembers(value, `${at}/${keyword}`) : openObjects(value, `${at}/${keyword}`);
  });
  return isOpen(schema as Record<string, unknown>) ? [at, ...inside] : inside;
}

function openMembers(schemas: unknown, at: string): string[] {
  if (typeof schemas !== 'object' || schemas === null) return [];
  return Object.entries(schemas).flatMap(([name, schema]) => openObjects(schema, `${at}/${name}`));
}

function isOpen(schema: Record<string, unknown>): boolean {
  if (![schema['type']].flat().includes('object')) return false;
  const rest = schema['additionalProperties'] ?? schema['unevaluatedProperties'];
  return rest === undefined || rest === true;
}
