/** Where a pattern (with the flag `g`) matches. With a group, where its first group does; such a pattern needs the flag `d`. */
export function* matchesOf(text: string, pattern: RegExp): Generator<{ start: number; end: number; value: string }> {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [start, end] = match.indices?.[1] ?? [match.index, match.index + match[0].length];
    yield { start, end, value: text.slice(start, end) };
  }
}
