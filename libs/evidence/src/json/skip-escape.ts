const LOWER_U = 0x75;
const BACKSLASH = 0x5c;
const ESCAPE_LENGTH = 6;

/**
 * Returns the position after the escape that starts with a backslash at `at`, taking a surrogate pair as one, or -1
 * if a surrogate stands alone. Malformed escapes are left for the grammar check.
 */
export function skipEscape(bytes: Buffer, at: number): number {
  if (bytes[at + 1] !== LOWER_U) return at + 2;
  const unit = codeUnit(bytes, at);
  if (!(unit >= 0xd800 && unit <= 0xdfff)) return at + 2;
  const next = at + ESCAPE_LENGTH;
  const low = bytes[next] === BACKSLASH && bytes[next + 1] === LOWER_U ? codeUnit(bytes, next) : 0;
  const isPair = unit <= 0xdbff && low >= 0xdc00 && low <= 0xdfff;
  return isPair ? next + ESCAPE_LENGTH : -1;
}

/** The code unit of the `\uXXXX` escape at `at`; NaN if it is malformed. */
function codeUnit(bytes: Buffer, at: number): number {
  const hex = bytes.toString('latin1', at + 2, at + ESCAPE_LENGTH);
  return /^[0-9a-fA-F]{4}$/.test(hex) ? parseInt(hex, 16) : NaN;
}
