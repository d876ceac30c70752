import type { JsonValue } from '@countersign/evidence';

/** The value with every part frozen, so that a test fails if anything is written to it. */
export function deepFrozen<T extends JsonValue>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach((member) => deepFrozen(member));
  return Object.freeze(value);
}
