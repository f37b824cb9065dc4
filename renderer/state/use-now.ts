import { useEffect, useState } from 'react';

const minuteMs = 60_000;

/** The time, new every minute unless told: for “5 minutes ago”. Milliseconds since the epoch. */
export function useNow(everyMs: number = minuteMs): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return nowMs;
}
