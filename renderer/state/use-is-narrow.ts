import { useSyncExternalStore } from 'react';

/** Narrower than the smallest window: a page that is zoomed in, where side panels would push the content out. */
const query = '(width < 60rem)';

function subscribe(listener: () => void): () => void {
  const media = window.matchMedia(query);
  media.addEventListener('change', listener);
  return () => media.removeEventListener('change', listener);
}

export function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}
