import type { Refused } from '@countersign/contracts';
import type { JsonValue } from '@countersign/evidence';

type Arguments = Readonly<Record<string, JsonValue>>;

const placeholder = /\{([^{}]+)\}/g;

/** The names of the arguments that a template takes. */
export function placeholdersOf(template: string): string[] {
  return [...template.matchAll(placeholder)].map((match) => match[1] as string);
}

/**
 * Fills `{name}` with the argument of that name as one percent-encoded path segment. Values that a URL parser would
 * fold away (`.`, `..`, nothing at all) are refused, for the request would then go to another path than was approved.
 */
export function fillPath(template: string, values: Arguments): { ok: true; path: string } | Refused {
  const bad = placeholdersOf(template).find((name) => !isSegment(values[name]));
  if (bad !== undefined) return refused(bad);
  const path = template.replaceAll(placeholder, (_, name: string) => encodeURIComponent(String(values[name])));
  return { ok: true, path };
}

function isSegment(value: JsonValue | undefined): boolean {
  if (typeof value === 'number' || typeof value === 'boolean') return true;
  return typeof value === 'string' && value !== '' && value !== '.' && value !== '..';
}

function refused(name: string): Refused {
  const message = `The argument ${name} is part of the target's path and cannot be used there.`;
  return { ok: false, refusal: { reasonCode: 'arguments_invalid', message, remedy: 'Give a plain, non-empty value.' } };
}
