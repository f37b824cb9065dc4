import { useEffect, useState } from 'react';
import { startOfDay } from '../../../i18n/format.ts';

const checkEveryMs = 60_000;

/** Midnight before now; another value once the day has changed. */
export function useStartOfToday(): number {
  const [startMs, setStartMs] = useState(() => startOfDay(Date.now()));
  useEffect(() => {
    const timer = setInterval(() => setStartMs(startOfDay(Date.now())), checkEveryMs);
    return () => clearInterval(timer);
  }, []);
  return startMs;
}
