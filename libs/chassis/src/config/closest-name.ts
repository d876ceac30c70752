function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, substitution));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The known name at most two edits away, for "did you mean"; short names allow one edit only. */
export function closestName(name: string, known: readonly string[]): string | undefined {
  const allowed = name.length < 8 ? 1 : 2;
  if (name.length < 5) return undefined;
  return known
    .filter((candidate) => candidate.length >= 5)
    .find((candidate) => Math.abs(candidate.length - name.length) <= allowed && distance(name, candidate) <= allowed);
}
