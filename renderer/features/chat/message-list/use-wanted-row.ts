import { useEffect, useState, type RefObject } from 'react';
import { useChatSession } from '../../../state/chat/chat-hooks.ts';
import { useWantedMessage, type WantedMessage } from '../../../state/chat/wanted-message.ts';
import type { RowWindow } from './row-window.ts';

/** Between the top of the screen and the message that was wanted. */
const roomAbove = 72;
/** Rows around it are measured and coloured as they come: it is there once it stayed so many frames. */
const steadyFrames = 4;
const longestMs = 8_000;
/** How long the message is marked. */
const markMs = 2_400;

type WantedRowOptions = {
  readonly conversationId: string;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly rows: RowWindow;
  readonly release: () => void;
};

/** Leads to a message that is wanted, also to one that is not loaded yet. @returns the message to mark, for a moment. */
export function useWantedRow({ conversationId, scroller, rows, release }: WantedRowOptions): string | null {
  const { wantedMessage } = useChatSession();
  const wanted = useWantedMessage(conversationId);
  const [foundId, setFoundId] = useState<string | null>(null);
  useEffect(() => {
    const box = scroller.current;
    if (wanted === null || box === null) return;
    release();
    return leadTo(wanted, box, rows, (row) => {
      wantedMessage.set((now) => (now === wanted ? null : now));
      if (row === null) return;
      if (wanted.takesFocus) row.focus({ preventScroll: true });
      setFoundId(wanted.messageId);
    });
  }, [wanted, wantedMessage, scroller, rows, release]);
  useEffect(() => {
    if (foundId === null) return;
    const timer = setTimeout(() => setFoundId(null), markMs);
    return () => clearTimeout(timer);
  }, [foundId]);
  return foundId;
}

/** @param onEnd given the row, or null when the message did not come or the reader went elsewhere. */
function leadTo(
  { messageId, place }: WantedMessage,
  box: HTMLElement,
  rows: RowWindow,
  onEnd: (row: HTMLElement | null) => void,
): () => void {
  const interruption = new AbortController();
  const { signal } = interruption;
  const startMs = performance.now();
  let steady = 0;
  const end = (row: HTMLElement | null): void => {
    if (signal.aborted) return;
    interruption.abort();
    onEnd(row);
  };
  for (const type of ['wheel', 'pointerdown', 'keydown']) {
    box.addEventListener(type, () => end(null), { passive: true, signal });
  }
  const step = (): void => {
    if (signal.aborted) return;
    const row = box.querySelector<HTMLElement>(`[data-message="${messageId}"]`);
    const before = box.scrollTop;
    if (row === null) box.scrollTop = (rows.offsets[place] ?? 0) - roomAbove;
    else box.scrollTop += row.getBoundingClientRect().top - box.getBoundingClientRect().top - roomAbove;
    rows.update();
    steady = row !== null && Math.abs(box.scrollTop - before) < 1 ? steady + 1 : 0;
    if (steady >= steadyFrames) end(row);
    else if (performance.now() - startMs > longestMs) end(null);
    else requestAnimationFrame(step);
  };
  step();
  return () => interruption.abort();
}
