import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import styles from './lazy-row.module.css';

/** How far outside of what is seen a row is drawn already. */
const reach = '1200px';

type LazyRowProps = {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly isDrawnAtOnce: boolean;
  readonly children: ReactNode;
};

/** A row that is drawn once it comes into reach, and stays: a long comparison opens as fast as a short one. */
export function LazyRow({ scroller, isDrawnAtOnce, children }: LazyRowProps) {
  const [wasReached, setWasReached] = useState(isDrawnAtOnce);
  const place = useRef<HTMLDivElement>(null);
  const isDrawn = wasReached || isDrawnAtOnce;
  // A row that was drawn as one of the last stays when others follow.
  if (isDrawnAtOnce && !wasReached) setWasReached(true);
  useEffect(() => {
    if (isDrawn || place.current === null) return;
    const observer = new IntersectionObserver(
      (seen) => seen.some((entry) => entry.isIntersecting) && setWasReached(true),
      {
        root: scroller.current,
        rootMargin: reach,
      },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [isDrawn, scroller]);
  return (
    <div ref={place} className={isDrawn ? styles.drawn : styles.waiting}>
      {isDrawn ? children : null}
    </div>
  );
}
