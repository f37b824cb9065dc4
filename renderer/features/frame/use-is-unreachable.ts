import { useEffect, useState } from 'react';
import { useConnection } from '../../state/hooks.ts';

/** A start that takes longer than this needs words, not a skeleton. */
const patienceMs = 4_000;

/** True when the app's other half has not answered since the page was opened. */
export function useIsUnreachable(): boolean {
  const connection = useConnection();
  const [isOverdue, setIsOverdue] = useState(false);
  useEffect(() => {
    if (connection !== 'connecting') return;
    const timer = setTimeout(() => setIsOverdue(true), patienceMs);
    return () => clearTimeout(timer);
  }, [connection]);
  return isOverdue && connection === 'connecting';
}
