import { useEffect, useRef, type RefObject } from 'react';

/** When an editor closes and the focus went with it, the button that opened it has it again. */
export function useFocusBack(isEditing: boolean, actions: RefObject<HTMLElement | null>): void {
  const wasEditing = useRef(isEditing);
  useEffect(() => {
    const hasClosed = wasEditing.current && !isEditing;
    wasEditing.current = isEditing;
    if (!hasClosed || document.activeElement !== document.body) return;
    actions.current?.querySelector<HTMLElement>('[data-edit]')?.focus({ preventScroll: true });
  }, [isEditing, actions]);
}
