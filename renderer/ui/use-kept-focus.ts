import { useLayoutEffect, useRef, type FocusEvent, type RefObject } from 'react';

type KeptFocus<Element extends HTMLElement> = {
  readonly ref: RefObject<Element | null>;
  readonly onFocus: () => void;
  readonly onBlur: (event: FocusEvent) => void;
};

/**
 * Keeps the keyboard's place where a control turns into another: when the focused one goes, the one that came in its
 * place takes the focus. Give the result to the element around both.
 * @param key changes whenever the control does.
 */
export function useKeptFocus<Element extends HTMLElement>(key: string): KeptFocus<Element> {
  const ref = useRef<Element>(null);
  const hadFocus = useRef(false);
  useLayoutEffect(() => {
    if (!hadFocus.current || ref.current?.contains(document.activeElement) === true) return;
    ref.current?.querySelector<HTMLElement>('input, a[href], button:not(:disabled)')?.focus();
  }, [key]);
  return {
    ref,
    onFocus: () => {
      hadFocus.current = true;
    },
    onBlur: (event) => {
      // A control that is taken away blurs as well: that is not the person leaving.
      if (event.target.isConnected) hadFocus.current = false;
    },
  };
}
