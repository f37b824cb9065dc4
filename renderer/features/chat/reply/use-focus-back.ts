import { useEffect, useRef, type RefObject } from 'react';

/** When an editor closes and the focus went with it, the button that opens it again has it. */
export function useFocusBack(isEditing: boolean, message: RefObject<HTMLElement | null>): void {
  const wasEditing = useRef(isEditing);
  useEffect(() => {
    const hasClosed = wasEditing.current && !isEditing;
    wasEditing.current = isEditing;
    if (!hasClosed || document.activeElement !== document.body) return;
    const { current } = message;
    const button =
      current?.querySelector<HTMLElement>('[data-edit-on]') ?? current?.querySelector<HTMLElement>('[data-edit]');
    button?.focus({ preventScroll: true });
  }, [isEditing, message]);
}
