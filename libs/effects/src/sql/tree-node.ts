/** An object of the parse tree without its type name: field name to plain value, node, list of nodes or bare object. */
export type TreeFields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is TreeFields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The type and the fields of `{ "SelectStmt": { ... } }`; undefined for the parser's `{}`, which stands for nothing. */
export function unwrapNode(value: unknown): { type: string; fields: TreeFields } | undefined {
  if (!isFields(value)) return undefined;
  const [type] = Object.keys(value);
  const fields = type === undefined ? undefined : value[type];
  return type !== undefined && isFields(fields) ? { type, fields } : undefined;
}

export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

/** The texts of a list of String nodes, such as the parts of a name; anything else becomes an empty text. */
export const stringList = (value: unknown): string[] => asList(value).map(stringValue);

export function stringValue(value: unknown): string {
  const node = unwrapNode(value);
  return node?.type === 'String' && typeof node.fields['sval'] === 'string' ? node.fields['sval'] : '';
}
