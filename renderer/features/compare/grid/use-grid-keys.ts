import { useCallback, type KeyboardEvent } from 'react';

/** Arrows go from answer to answer, and up and down from prompt to prompt, once an answer has the focus itself. */
export function useGridKeys(): (event: KeyboardEvent<HTMLElement>) => void {
  return useCallback((event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const { target, currentTarget } = event;
    if (!(target instanceof HTMLElement)) return;
    const next = target === currentTarget ? entryOf(currentTarget, event.key) : neighbourOf(target, event.key);
    if (next === null) return;
    event.preventDefault();
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, []);
}

/** Enter on the area as a whole goes to the first answer of its last round. */
function entryOf(area: HTMLElement, key: string): HTMLElement | null {
  if (key !== 'Enter') return null;
  const last = [...area.querySelectorAll('[data-round]')].at(-1);
  return last?.querySelector<HTMLElement>('[data-answer]') ?? null;
}

function neighbourOf(answer: HTMLElement, key: string): HTMLElement | null {
  const round = answer.closest('[data-round]');
  if (!('answer' in answer.dataset) || round === null) return null;
  const row = answersIn(round);
  const place = row.indexOf(answer);
  if (key === 'ArrowLeft') return row[place - 1] ?? null;
  if (key === 'ArrowRight') return row[place + 1] ?? null;
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return null;
  const rounds = [...(answer.ownerDocument.querySelectorAll('[data-round]') ?? [])];
  const other = rounds[rounds.indexOf(round) + (key === 'ArrowUp' ? -1 : 1)];
  return other === undefined ? null : (answersIn(other).at(place) ?? answersIn(other).at(-1) ?? null);
}

function answersIn(round: Element): readonly HTMLElement[] {
  return [...round.querySelectorAll<HTMLElement>('[data-answer]')];
}
