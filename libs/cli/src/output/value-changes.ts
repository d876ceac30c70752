import { canonicalJson } from '@countersign/evidence';

type Members = Record<string, unknown>;

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Lists of named things, such as rules, are compared by name: a rule put in front moves nothing else. */
function members(value: unknown): Members | null {
  if (isObject(value)) return value;
  if (!Array.isArray(value)) return null;
  const names = value.map((one) => (isObject(one) && typeof one['name'] === 'string' ? one['name'] : null));
  const isNamed = value.length > 0 && names.every((name) => name !== null) && new Set(names).size === value.length;
  return isNamed ? Object.fromEntries(value.map((one, index) => [`"${names[index]}"`, one as unknown])) : null;
}

/** The order of an object's members means nothing; a database keeps none. */
const isEqual = (left: unknown, right: unknown) => canonicalText(left) === canonicalText(right);
const canonicalText = (value: unknown) => (value === undefined ? undefined : canonicalJson(value));

const short = (value: unknown) => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 160 ? `${text.slice(0, 157)}...` : text;
};

/** What one value has otherwise than another, one line for each place: `rules "read the logs" verdict: "hold" -> "allow"`. */
export function valueChanges(before: unknown, after: unknown, at: readonly string[] = []): string[] {
  if (isEqual(before, after)) return [];
  const [old, next] = [members(before), members(after)];
  const place = at.join(' ') || 'all of it';
  if (before === undefined) return [`+ ${place}: ${short(after)}`];
  if (after === undefined) return [`- ${place}: ${short(before)}`];
  if (!old || !next) return [`~ ${place}: ${short(before)} -> ${short(after)}`];
  const inside = [...new Set([...Object.keys(old), ...Object.keys(next)])].flatMap((name) =>
    valueChanges(old[name], next[name], [...at, name]),
  );
  return inside.length > 0 ? inside : [`~ ${place}: in another order`];
}
