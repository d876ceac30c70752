/** The world's time as handlers see it; simulations give a virtual one. Milliseconds since the epoch. */
export interface Clock {
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** RFC 3339, UTC, fixed millisecond precision: the form in every event. */
export function instantOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
