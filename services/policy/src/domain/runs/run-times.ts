/** As the contract for opening runs has it: no run lives longer. */
export const longestRunMs = 86_400_000;

/** When a run was opened, by its id, which begins with the milliseconds (UUIDv7); null for an id of another form. */
export function openedAt(run: string): number | null {
  const digits = /^run_([0-9a-f]{12})7[0-9a-f]{19}$/.exec(run)?.[1];
  return digits === undefined ? null : Number.parseInt(digits, 16);
}
