import { useLayoutEffect, useRef, type ReactNode } from 'react';
import styles from './exchange.module.css';

type KeptFooterProps = {
  /** Changes when the buttons do. */
  readonly stage: string;
  readonly children: ReactNode;
};

/** The buttons of a dialog that changes under the reader: when the focused control goes, the one that goes on has the focus. */
export function KeptFooter({ stage, children }: KeptFooterProps) {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (document.activeElement !== document.body) return;
    [...(ref.current?.querySelectorAll('button') ?? [])].findLast((button) => !button.disabled)?.focus();
  }, [stage]);
  return (
    <div ref={ref} className={styles['kept-footer']}>
      {children}
    </div>
  );
}
