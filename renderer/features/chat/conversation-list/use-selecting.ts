import { useCallback, useLayoutEffect, useRef } from 'react';
import { useOrganiseSession } from '../../../state/chat/organise/organise-hooks.ts';
import { beginSelection } from '../../../state/chat/organise/organise-session.ts';
import { moveTo, selectAll, toggle, type ListSelection } from '../../../state/library/list-selection.ts';
import { useStore } from '../../../state/store.ts';

export type Selecting = {
  /** Null: nothing is being selected. */
  readonly selection: ListSelection | null;
  /** Chooses a conversation, or every one from the last chosen one on; begins a selection where there is none. */
  readonly select: (id: string, isRange: boolean) => void;
  readonly selectAll: () => void;
  readonly end: () => void;
};

/** Choosing several conversations of the list. */
export function useSelecting(order: readonly string[]): Selecting {
  const store = useOrganiseSession().selection;
  const selection = useStore(store);
  // Rows keep their handler while the order changes around them.
  const now = useRef(order);
  useLayoutEffect(() => {
    now.current = order;
  });
  return {
    selection,
    select: useCallback(
      (id, isRange) =>
        store.set((current) => {
          if (current === null) return beginSelection(id);
          return isRange ? moveTo(current, now.current, id, { extends: true }) : toggle(current, id);
        }),
      [store],
    ),
    selectAll: () => store.set((current) => selectAll(current ?? beginSelection(null), order)),
    end: () => store.set(null),
  };
}
