import { useState, type KeyboardEvent } from 'react';

/** Lines that a page key moves by. */
const pageLines = 6;

const steps: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: pageLines,
  PageUp: -pageLines,
};

type ListChoice = {
  /** −1 while the list is empty. */
  readonly selected: number;
  readonly select: (place: number) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
};

type ListChoiceOptions<Item> = {
  readonly items: readonly Item[];
  readonly onChoose: (item: Item) => void;
  /** After a step; the place may lie beyond the list's ends. */
  readonly onStep?: (place: number) => void;
};

/** The keys of a search field over a list: arrows and page keys stop at its ends, Enter takes what is selected. */
export function useListChoice<Item>({ items, onChoose, onStep }: ListChoiceOptions<Item>): ListChoice {
  const [wanted, select] = useState(0);
  const selected = Math.min(wanted, items.length - 1);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = steps[event.key];
    const item = items[selected];
    if (step !== undefined) {
      select(Math.max(0, Math.min(items.length - 1, selected + step)));
      onStep?.(selected + step);
    } else if (event.key !== 'Enter') return;
    else if (item !== undefined) onChoose(item);
    // Also where nothing was found: Enter would send the form that the dialog stands in.
    event.preventDefault();
  };
  return { selected, select, onKeyDown };
}
