/** A row of the message list that holds the focus, itself or in it. */
function focusedRow(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>('[data-message]') ?? null;
}

/** The message that a person is at, null when the focus is elsewhere. */
export function focusedMessageId(): string | null {
  return focusedRow()?.dataset['message'] ?? null;
}

/** Gives the focus to the row before or after the one that has it, or to the last one; a drawn one, there always is. */
export function focusNeighbourRow(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-message]')];
  const at = rows.findIndex((row) => row === focusedRow());
  const next = at === -1 ? rows.at(-1) : rows[at + step];
  if (next === undefined) return;
  next.dataset['reached'] = 'true';
  next.addEventListener('blur', () => delete next.dataset['reached'], { once: true });
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: next.offsetHeight > window.innerHeight / 2 ? 'start' : 'nearest' });
}
