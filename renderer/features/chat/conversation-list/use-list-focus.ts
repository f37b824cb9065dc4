import type { KeyboardEvent, RefObject } from 'react';

export type ListFocus = {
  readonly onRowKey: (event: KeyboardEvent) => void;
  readonly onSearchKey: (event: KeyboardEvent, query: string, setQuery: (query: string) => void) => void;
};

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** Moves the focus among the links of a list, as the arrows, Home and End say. */
export function useListFocus(list: RefObject<HTMLElement | null>): ListFocus {
  const links = (): HTMLElement[] => [...(list.current?.querySelectorAll<HTMLElement>('a[href]') ?? [])];
  const focusAt = (index: number): void => links()[index]?.focus();
  return {
    onRowKey(event) {
      const all = links();
      const current = all.findIndex((link) => link === event.target);
      const step = steps[event.key];
      let target: number | null = null;
      if (step !== undefined && current >= 0) target = Math.min(all.length - 1, Math.max(0, current + step));
      if (event.key === 'Home') target = 0;
      if (event.key === 'End') target = all.length - 1;
      if (target === null) return;
      event.preventDefault();
      focusAt(target);
    },
    onSearchKey(event, query, setQuery) {
      if (event.nativeEvent.isComposing) return;
      if (event.key === 'ArrowDown') {
        event.preventDefault();
        focusAt(0);
      } else if (event.key === 'Escape' && query !== '') {
        event.preventDefault();
        setQuery('');
      }
    },
  };
}
