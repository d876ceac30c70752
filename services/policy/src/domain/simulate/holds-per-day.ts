const dayMs = 86_400_000;

/** How many holds a day each approver would be asked about, most asked first; less than a day counts as one. */
export function holdsPerDay(holds: ReadonlyMap<string, number>, spanMs: number): { person: string; holds: number }[] {
  const days = Math.max(1, spanMs / dayMs);
  return [...holds]
    .map(([person, count]) => ({ person, holds: Math.round((count / days) * 10) / 10 }))
    .sort((a, b) => b.holds - a.holds || (a.person < b.person ? -1 : 1));
}
