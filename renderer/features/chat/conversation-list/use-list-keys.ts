import { useLayoutEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { emptySelection, keptCursor, lineOfKey } from '../../../state/library/list-selection.ts';
import type { DrawnLines } from './use-drawn-lines.ts';
import type { ListLine } from './list-lines.ts';

export type ListKeys = {
  /** The row that Tab reaches. */
  readonly tabStopId: string | null;
  readonly onFocus: (event: FocusEvent) => void;
  readonly onBlur: (event: FocusEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  /** As from the search field. */
  focusFirst(): void;
  focusRow(id: string): void;
};

type ListKeysOptions = Pick<DrawnLines, 'scroller' | 'drawn' | 'pageSize' | 'reveal'> & {
  readonly lines: readonly ListLine[];
  /** Ids of the rows. */
  readonly order: readonly string[];
  readonly currentId: string | null;
};

/**
 * Keeps the keyboard's place among rows that come, go, and are drawn only where they are seen: a row that moves takes the
 * focus along, one that goes leaves it to the row in its place.
 */
export function useListKeys(options: ListKeysOptions): ListKeys {
  const { scroller, drawn, pageSize, reveal, lines, order, currentId } = options;
  const [cursor, setCursor] = useState<string | null>(null);
  const wantedId = useRef<string | null>(null);
  const hasFocus = useRef(false);
  const before = useRef(order);
  const lineOf = (id: string): number =>
    lines.findIndex((line) => line.kind === 'conversation' && line.conversation.id === id);
  const rowOf = (id: string): HTMLElement | null =>
    scroller.current?.querySelector<HTMLElement>(`[data-conversation='${id}']`) ?? null;
  const focusRow = (id: string): void => {
    wantedId.current = id;
    setCursor(id);
    reveal(lineOf(id));
    focusWanted();
  };
  const focusWanted = (): void => {
    const row = wantedId.current === null ? null : rowOf(wantedId.current);
    if (row === null) return;
    wantedId.current = null;
    row.focus({ preventScroll: true });
  };

  // After every render: a row may also turn into another element, or be scrolled away.
  useLayoutEffect(() => {
    const next = keptCursor(before.current, cursor, order);
    before.current = order;
    if (cursor === null || !hasFocus.current || document.activeElement !== document.body) return;
    const line = next === null ? -1 : lineOf(next);
    if (next === null || line < drawn.first || line >= drawn.end) {
      scroller.current?.focus({ preventScroll: true });
      return;
    }
    wantedId.current = next;
  });
  useLayoutEffect(focusWanted);

  const first = lines.slice(drawn.first, drawn.end).find((line) => line.kind === 'conversation');
  const isDrawn = (id: string): boolean => {
    const line = lineOf(id);
    return line >= drawn.first && line < drawn.end;
  };
  const tabStopId = [cursor, currentId].find((id) => id !== null && isDrawn(id)) ?? first?.conversation.id ?? null;
  return {
    tabStopId,
    onFocus: ({ target }) => {
      hasFocus.current = true;
      const id = target.closest('li')?.dataset['row'];
      if (id !== undefined) setCursor(id);
    },
    onBlur: ({ target }) => {
      // A row that is taken away blurs as well: that is not the person leaving.
      if (target.isConnected) hasFocus.current = false;
    },
    onKeyDown(event) {
      const { target, key } = event;
      const isRow =
        target instanceof HTMLElement && (target.dataset['conversation'] !== undefined || target === scroller.current);
      if (!isRow || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const next = lineOfKey(key, { ...emptySelection, cursor }, order, pageSize);
      if (next === null) return;
      event.preventDefault();
      focusRow(next);
    },
    focusFirst: () => {
      const [id] = order;
      if (id !== undefined) focusRow(id);
    },
    focusRow,
  };
}
