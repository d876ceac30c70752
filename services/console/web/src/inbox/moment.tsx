import { useEffect, useState } from 'react';
import { relativeTime } from './readable.js';

const tickMs = 15_000;

/** How far away an instant is, kept current; the instant itself is shown on hovering. */
export function Moment({ at }: { at: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={at} title={at}>
      {relativeTime(at, now)}
    </time>
  );
}
