import type { ClockFact } from './policy-input.js';

const formats = new Map<string, Intl.DateTimeFormat>();

/** The weekday and the minute of the day in a time zone; the engine has no clock and no calendar. */
export function localTime(nowMs: number, timezone: string): ClockFact {
  const parts = new Map(
    formatOf(timezone)
      .formatToParts(nowMs)
      .map(({ type, value }) => [type, value]),
  );
  return {
    weekday: (parts.get('weekday') ?? '').toLowerCase(),
    minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')),
  };
}

function formatOf(timezone: string): Intl.DateTimeFormat {
  let format = formats.get(timezone);
  if (!format) {
    const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
    format = new Intl.DateTimeFormat('en-US', { timeZone: timezone, weekday: 'short', ...clock });
    formats.set(timezone, format);
  }
  return format;
}
