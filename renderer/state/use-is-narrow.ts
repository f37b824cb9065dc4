import { useMatches } from './use-matches.ts';

/** Narrower than the smallest window: a page that is zoomed in, where side panels would push the content out. */
export function useIsNarrow(): boolean {
  return useMatches('(width < 60rem)');
}
