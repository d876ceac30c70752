/** Characters that could hide or reorder what an approver reads become visible. */
export function readable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    character === '\n' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The very arguments that would run, indented; the bytes themselves when they are no JSON. */
export function readableArguments(text: string): string {
  try {
    return readable(JSON.stringify(JSON.parse(text), null, 2));
  } catch {
    return readable(text);
  }
}

/** "in 3 h 20 min", "5 min ago", "just now". */
export function relativeTime(instant: string, now: number): string {
  const minutes = Math.round((Date.parse(instant) - now) / 60_000);
  const size = Math.abs(minutes);
  if (size === 0) return 'just now';
  const text =
    size < 60
      ? `${size} min`
      : size < 2_880
        ? `${Math.floor(size / 60)} h ${size % 60} min`
        : `${Math.floor(size / 1_440)} days`;
  return minutes >= 0 ? `in ${text}` : `${text} ago`;
}
