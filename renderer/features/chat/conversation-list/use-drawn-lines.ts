import { useCallback, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import type { Store } from '../../../state/store.ts';
import { useElementSize } from '../../../ui/use-element-size.ts';
import { offsetsOf, scrolledTo, virtualWindow, type VirtualWindow } from '../../../ui/virtual-window.ts';
import { heightsOf, lineHeights, type ListLine } from './list-lines.ts';

/** Pixels above and below the view that are drawn as well: a turn of the wheel shows no gap. */
const margin = 320;

export type DrawnLines = {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly offsets: readonly number[];
  readonly drawn: VirtualWindow;
  /** Lines in view at once. */
  readonly pageSize: number;
  onScroll(): void;
  /** Scrolls as little as needed. */
  reveal(line: number): void;
  /** Other lines come: they are shown from the first on. */
  toTop(): void;
};

/** Which lines are drawn, also after the screen was left and opened again. */
export function useDrawnLines(lines: readonly ListLine[], kept: Store<number>): DrawnLines {
  const scroller = useRef<HTMLDivElement>(null);
  const { height } = useElementSize(scroller);
  const [scrollTop, setScrollTop] = useState(kept.get);
  const offsets = useMemo(() => offsetsOf(heightsOf(lines)), [lines]);
  useLayoutEffect(() => {
    if (scroller.current !== null) scroller.current.scrollTop = kept.get();
  }, [kept]);
  const onScroll = useCallback(() => {
    const top = scroller.current?.scrollTop ?? 0;
    kept.set(top);
    // A smooth scroll renders only when another line comes into view.
    setScrollTop(Math.floor(top / lineHeights.conversation) * lineHeights.conversation);
  }, [kept]);
  const reveal = useCallback(
    (line: number) => {
      const element = scroller.current;
      if (element === null) return;
      element.scrollTop = scrolledTo(offsets, line, { scrollTop: element.scrollTop, height: element.clientHeight });
      onScroll();
    },
    [offsets, onScroll],
  );
  const toTop = useCallback(() => {
    if (scroller.current !== null) scroller.current.scrollTop = 0;
    onScroll();
  }, [onScroll]);
  const drawn = virtualWindow(offsets, { scrollTop, height }, margin);
  const pageSize = Math.max(1, Math.floor(height / lineHeights.conversation) - 1);
  return { scroller, offsets, drawn, pageSize, onScroll, reveal, toTop };
}
