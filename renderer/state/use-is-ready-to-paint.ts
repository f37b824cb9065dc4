import { useEffect, useState } from 'react';
import { useSettings } from './hooks.ts';

/** Settings usually arrive sooner; a page that shows nothing for longer would seem broken. */
const patienceMs = 400;

/** False for the moment in which the theme and the rail's width are not known yet, so that nothing flashes or jumps. */
export function useIsReadyToPaint(): boolean {
  const hasSettings = useSettings() !== null;
  const [isOverdue, setIsOverdue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsOverdue(true), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  return hasSettings || isOverdue;
}
