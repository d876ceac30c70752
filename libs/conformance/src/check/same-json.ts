import { isDeepStrictEqual } from 'node:util';

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;

/** Equal as JSON: neither the order of members nor who made the objects matters. */
export function isSameJson(left: unknown, right: unknown): boolean {
  return isDeepStrictEqual(plain(left), plain(right));
}
