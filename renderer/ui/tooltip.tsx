import { useEffect, useId, useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { classNames } from './class-names.ts';
import { Kbd } from './kbd.tsx';
import styles from './tooltip.module.css';

const showDelayMs = 350;

export type TooltipSide = 'top' | 'bottom' | 'right';

type TooltipProps = {
  readonly text: ReactNode;
  readonly keys?: readonly string[] | undefined;
  readonly side?: TooltipSide;
  /** True when the text is the control's name already, so that it is not read out twice. */
  readonly isName?: boolean;
  readonly target: RefObject<HTMLElement | null>;
};

/** Shows for keyboard focus, after a moment for the pointer; leaves with Escape, a press or the pointer. */
function useTooltipIsOpen(target: RefObject<HTMLElement | null>): boolean {
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => {
    const element = target.current;
    if (element === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = () => setIsOpen(true);
    const hide = () => {
      clearTimeout(timer);
      setIsOpen(false);
    };
    const listeners: Readonly<Record<string, (event: Event) => void>> = {
      pointerenter: (event) => {
        if ((event as PointerEvent).pointerType === 'mouse') timer = setTimeout(show, showDelayMs);
      },
      pointerleave: hide,
      pointerdown: hide,
      // A menu that closes gives the focus back while its popover is still closing; until then no other may open.
      focus: () => {
        if (element.matches(':focus-visible')) timer = setTimeout(show);
      },
      blur: hide,
      keydown: hide,
    };
    for (const [type, listener] of Object.entries(listeners)) element.addEventListener(type, listener);
    return () => {
      clearTimeout(timer);
      for (const [type, listener] of Object.entries(listeners)) element.removeEventListener(type, listener);
    };
  }, [target]);
  return isOpen;
}

/** A short text beside a focusable control. Holds nothing a person could need and not find elsewhere. */
export function Tooltip({ target, ...rest }: TooltipProps) {
  const isOpen = useTooltipIsOpen(target);
  return isOpen ? <TooltipBubble target={target} {...rest} /> : null;
}

function TooltipBubble({ text, keys, side = 'top', isName = false, target }: TooltipProps) {
  const id = useId();
  const bubble = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const source = target.current;
    if (source === null) return;
    bubble.current?.showPopover({ source });
    if (isName) return;
    source.setAttribute('aria-describedby', id);
    return () => source.removeAttribute('aria-describedby');
  }, [id, isName, target]);
  return (
    <div ref={bubble} id={id} role="tooltip" popover="manual" className={classNames(styles.tip, styles[side])}>
      <span>{text}</span>
      {keys === undefined ? null : <Kbd keys={keys} tone="inverse" />}
    </div>
  );
}
