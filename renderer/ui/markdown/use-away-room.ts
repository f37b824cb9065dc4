import { useEffect, useState, type CSSProperties, type RefObject } from 'react';

/** Elements this far from what is seen hold nothing but their height, CSS pixels: many screens, so that nobody meets them. */
const farPixels = 12_000;

type Listener = (isAway: boolean) => void;
const listeners = new WeakMap<Element, Listener>();
let observer: IntersectionObserver | null = null;

/** Exactly the room that an element takes, CSS pixels. */
type Room = Pick<CSSProperties, 'blockSize' | 'marginBlockStart' | 'marginBlockEnd'>;

/**
 * The room of an element that is far off the screen, so that it can stand empty; null while it has to be whole. One in
 * which somebody has the focus or a selection stays.
 */
export function useAwayRoom(box: RefObject<HTMLElement | null>, isWanted: boolean): Room | null {
  const [room, setRoom] = useState<Room | null>(null);
  useEffect(() => {
    const element = box.current;
    if (!isWanted || element === null) return;
    let known: Room | null = null;
    const stop = watch(element, (isAway) => {
      // Empty still, because it was whole for less than a frame: it can only be measured when it is.
      if (isAway && element.childElementCount > 0) known = roomOf(element);
      setRoom(isAway ? known : null);
    });
    return () => {
      stop();
      setRoom(null);
    };
  }, [box, isWanted]);
  return room;
}

function roomOf(element: HTMLElement): Room | null {
  const isUsed = element.contains(document.activeElement) || getSelection()?.containsNode(element, true) === true;
  if (isUsed) return null;
  const blockSize = element.getBoundingClientRect().height;
  // Where the element is laid out apart, the margins of what is in it are part of its height.
  if (getComputedStyle(element).contentVisibility === 'auto') return { blockSize };
  const marginOf = (child: Element | null, side: 'marginTop' | 'marginBottom'): string =>
    child === null ? '0px' : getComputedStyle(child)[side];
  return {
    blockSize,
    marginBlockStart: marginOf(element.firstElementChild, 'marginTop'),
    marginBlockEnd: marginOf(element.lastElementChild, 'marginBottom'),
  };
}

/** One observer for all: replies have hundreds of such elements. */
function watch(element: Element, listener: Listener): () => void {
  // A margin of the window alone does not reach into columns that scroll.
  const margins = { rootMargin: `${farPixels}px 0px`, scrollMargin: `${farPixels}px 0px` };
  observer ??= new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) listeners.get(target)?.(!isIntersecting);
  }, margins);
  listeners.set(element, listener);
  observer.observe(element);
  return () => {
    listeners.delete(element);
    observer?.unobserve(element);
  };
}
