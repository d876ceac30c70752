/** From here on ECMAScript writes a number with an exponent, so its canonical form is no integer literal. */
const EXPONENT_FORM = 1e21;

/**
 * True if every reader gets the same number from this literal: it is finite, and it is not an integer beyond 2^53-1,
 * which a double would round. A value from 1e21 on is accepted in exponent form only, as RFC 8785 would write it.
 */
export function isSafeJsonNumber(literal: string): boolean {
  const value = Math.abs(Number(literal));
  if (value <= Number.MAX_SAFE_INTEGER) return true;
  return value >= EXPONENT_FORM && Number.isFinite(value) && /[eE]/.test(literal);
}
