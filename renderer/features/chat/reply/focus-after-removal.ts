/** Longest wait for the row to go, ms: afterwards a person is elsewhere. */
const limitMs = 2_000;

/** When a message goes and the focus with it, the message that takes its place has it, else the last one, else the field. */
export function focusAfterRemoval(messageId: string): void {
  const row = rowOf(messageId);
  const list = row?.parentElement;
  const place = row?.dataset['place'];
  if (list === null || list === undefined || place === undefined) return;
  const observer = new MutationObserver(() => {
    if (rowOf(messageId) !== null) return;
    observer.disconnect();
    if (document.activeElement !== document.body) return;
    const next =
      list.querySelector<HTMLElement>(`[data-place="${place}"]`) ??
      [...list.querySelectorAll<HTMLElement>('[data-place]')].at(-1) ??
      document.querySelector<HTMLElement>('[data-composer]');
    next?.focus({ preventScroll: true });
  });
  observer.observe(list, { childList: true, subtree: true, attributeFilter: ['data-message'] });
  setTimeout(() => observer.disconnect(), limitMs);
}

function rowOf(messageId: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-message="${CSS.escape(messageId)}"]`);
}
