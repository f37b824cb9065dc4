import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { Round } from '../../../../main/contract/compare.ts';

/**
 * Leads to a round that was asked for just now, and to the last one when a comparison is opened. Its prompt comes to the
 * top and stays: several answers that grow at once cannot all be followed at their ends.
 */
export function useLatestRound(scroller: RefObject<HTMLElement | null>, rounds: readonly Round[]) {
  const lastId = rounds.at(-1)?.id ?? null;
  const [isLatest, setIsLatest] = useState(true);
  const seenId = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (lastId !== null && lastId !== seenId.current) showLast(scroller.current);
    seenId.current = lastId;
  }, [lastId, scroller]);
  useEffect(() => {
    const row = lastRow(scroller.current);
    if (row === null) return;
    const observer = new IntersectionObserver((seen) => setIsLatest(seen.at(-1)?.isIntersecting ?? true), {
      root: scroller.current,
    });
    observer.observe(row);
    return () => observer.disconnect();
  }, [lastId, scroller]);
  const jump = (): void => {
    showLast(scroller.current);
    // The button goes.
    scroller.current?.focus({ preventScroll: true });
  };
  return { isLatest, jump };
}

function showLast(scroller: HTMLElement | null): void {
  lastRow(scroller)?.scrollIntoView({ block: 'start' });
}

function lastRow(scroller: HTMLElement | null): HTMLElement | null {
  return [...(scroller?.querySelectorAll<HTMLElement>('[data-round]') ?? [])].at(-1) ?? null;
}
