import type { KeyboardEvent } from 'react';

const resultSelector = '[data-result]';

function results(): readonly HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(resultSelector)];
}

/** From the field into the list. @returns false when there is no result to go to. */
export function focusFirstResult(): boolean {
  const [first] = results();
  first?.focus();
  return first !== undefined;
}

/** Where a key leads from one result to another; null when it does not move. Up from the first stays. */
export function nextResult(key: string, current: number, count: number): number | null {
  if (count === 0 || current < 0) return null;
  if (key === 'ArrowDown') return Math.min(current + 1, count - 1);
  if (key === 'ArrowUp') return Math.max(current - 1, 0);
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}

/** Arrows, Home and End move through the list; Tab goes on from any of them. @returns the result now focused. */
export function moveThroughResults(event: KeyboardEvent): number | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const all = results();
  const current = all.findIndex((result) => result === document.activeElement);
  const next = nextResult(event.key, current, all.length);
  if (next === null) return null;
  event.preventDefault();
  all[next]?.focus();
  return next;
}
