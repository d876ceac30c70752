import { z } from 'zod';

/** A length of time as people write it: `90s`, `30m`, `24h`, `7d`. */
export const durationSchema = z.string().regex(/^[1-9]\d{0,5}[smhd]$/, 'a duration such as 90s, 30m, 24h or 7d');

const secondsPerUnit = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** The seconds in a text that `durationSchema` has accepted. */
export function durationInSeconds(duration: string): number {
  const unit = duration.slice(-1) as keyof typeof secondsPerUnit;
  return Number(duration.slice(0, -1)) * secondsPerUnit[unit];
}
