/**
 * The value at a JSON pointer (RFC 6901), or undefined when there is none. Only own properties and plain array
 * indexes count, so that no inherited name and no `-` or `01` is ever taken for an argument.
 */
export function resolvePointer(document: unknown, pointer: string): unknown {
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return undefined;
  const keys = pointer
    .slice(1)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  return keys.reduce(member, document);
}

function member(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return /^(0|[1-9]\d{0,8})$/.test(key) ? (value as unknown[])[Number(key)] : undefined;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key];
}
