import { useLayoutEffect, useRef, type ComponentPropsWithoutRef, type ReactNode, type RefObject } from 'react';
import { classNames } from './class-names.ts';
import styles from './popover.module.css';

export type PopoverPlacement = 'bottom-start' | 'bottom-end' | 'top-start' | 'top-end';

type PopoverProps = {
  /** The control it opened from: its place, and where focus returns. */
  readonly anchor: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
  readonly placement?: PopoverPlacement;
  readonly children: ReactNode;
} & Omit<ComponentPropsWithoutRef<'div'>, 'popover' | 'children'>;

/** A surface over the page; mounted means open. Escape and a press outside close it. */
export function Popover({ anchor, onClose, placement = 'bottom-start', children, className, ...rest }: PopoverProps) {
  const element = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  useLayoutEffect(() => {
    close.current = onClose;
  });
  useLayoutEffect(() => {
    const popover = element.current;
    const source = anchor.current;
    if (popover === null || source === null) return;
    const onToggle = (event: ToggleEvent) => {
      if (event.newState === 'closed') close.current();
    };
    popover.showPopover({ source });
    popover.addEventListener('toggle', onToggle);
    return () => {
      popover.removeEventListener('toggle', onToggle);
      const hadFocus = popover.contains(document.activeElement);
      if (popover.matches(':popover-open')) popover.hidePopover();
      if (hadFocus) source.focus();
    };
  }, [anchor]);
  return (
    <div {...rest} ref={element} popover="auto" className={classNames(styles.popover, styles[placement], className)}>
      {children}
    </div>
  );
}
