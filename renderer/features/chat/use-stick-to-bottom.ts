import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** This near to the end counts as being there. */
const nearPixels = 32;

export type StickToBottom = {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly content: RefObject<HTMLDivElement | null>;
  /** False once the reader has gone up. */
  readonly isAtBottom: boolean;
  /** Goes to the end and stays there. */
  readonly stick: () => void;
  /** Lets go of the end, for a reader who is led elsewhere. */
  readonly release: () => void;
};

/**
 * Keeps a growing column at its end as long as the reader is there, and never otherwise moves it. Only the reader's own
 * scrolling upwards lets go: growth moves nothing, and so says nothing about where the reader wants to be.
 * Mounted means at the end.
 */
export function useStickToBottom(): StickToBottom {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const isStuck = useRef(true);
  const [isAtBottom, setIsAtBottom] = useState(true);

  const stick = useCallback((): void => {
    isStuck.current = true;
    const box = scroller.current;
    if (box !== null) box.scrollTop = box.scrollHeight;
  }, []);

  const release = useCallback((): void => {
    isStuck.current = false;
    setIsAtBottom(false);
  }, []);

  useLayoutEffect(stick, [stick]);

  useEffect(() => {
    const box = scroller.current;
    const inner = content.current;
    if (box === null || inner === null) return;
    let lastTop = box.scrollTop;
    const onScroll = (): void => {
      const distance = box.scrollHeight - box.scrollTop - box.clientHeight;
      // The first step up of a smooth scroll is small: whoever goes up has gone, however near; at the very end it was
      // the column that became shorter.
      if (box.scrollTop < lastTop - 1 && distance > 1) isStuck.current = false;
      else if (box.scrollTop >= lastTop && distance <= nearPixels) isStuck.current = true;
      lastTop = box.scrollTop;
      setIsAtBottom(isStuck.current);
    };
    const follow = new ResizeObserver(() => {
      if (!isStuck.current) return;
      box.scrollTop = box.scrollHeight;
      // A step up in the same frame as this step down would otherwise look like no step at all.
      lastTop = box.scrollTop;
    });
    box.addEventListener('scroll', onScroll, { passive: true });
    follow.observe(inner);
    follow.observe(box);
    return () => {
      box.removeEventListener('scroll', onScroll);
      follow.disconnect();
    };
  }, []);

  return { scroller, content, isAtBottom, stick, release };
}
