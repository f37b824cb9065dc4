import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';

type Place = { readonly element: Element; readonly href: string; readonly index: number };

/**
 * Keeps the focus in a list whose rows come and go: a row that moves takes it along, one that is deleted leaves it to
 * the row that takes its place.
 * @param rows another value whenever the rows change.
 */
export function useRowFocus(list: RefObject<HTMLElement | null>, rows: unknown): void {
  const last = useRef<Place | null>(null);
  useEffect(() => {
    const follow = ({ target }: Event): void => {
      last.current = list.current !== null && target instanceof Element ? placeOf(list.current, target) : null;
    };
    document.addEventListener('focusin', follow);
    document.addEventListener('pointerdown', follow);
    return () => {
      document.removeEventListener('focusin', follow);
      document.removeEventListener('pointerdown', follow);
    };
  }, [list]);
  useLayoutEffect(() => {
    const place = last.current;
    if (place === null || list.current === null || place.element.isConnected) return;
    if (document.activeElement !== document.body) return;
    const links = linksOf(list.current);
    const same = links.find(({ href }) => href === place.href);
    (same ?? links[Math.min(place.index, links.length - 1)])?.focus();
  }, [list, rows]);
}

function linksOf(list: HTMLElement): readonly HTMLAnchorElement[] {
  return [...list.querySelectorAll<HTMLAnchorElement>('a[href]')];
}

function placeOf(list: HTMLElement, element: Element): Place | null {
  const row = list.contains(element) ? element.closest('li') : null;
  const index = linksOf(list).findIndex((link) => row?.contains(link) === true);
  const href = linksOf(list)[index]?.href;
  return href === undefined ? null : { element, href, index };
}
