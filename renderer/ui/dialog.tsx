import { useId, useLayoutEffect, useRef, type MouseEvent, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './dialog.module.css';

type DialogProps = {
  readonly title: string;
  readonly onClose: () => void;
  readonly children?: ReactNode;
  /** Buttons; the one that goes on is last. Without a footer the children fill the dialog and show the title. */
  readonly footer?: ReactNode;
  readonly width?: 'normal' | 'wide' | 'broad' | 'full';
  /** `end`: a sheet along the window's end, as high as the window. */
  readonly position?: 'centre' | 'top' | 'end';
};

/** A modal dialog; mounted means open. Escape and a press outside close it, focus returns to where it was. */
export function Dialog({ title, onClose, children, footer, width = 'normal', position = 'centre' }: DialogProps) {
  const id = useId();
  const element = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = element.current;
    const before = document.activeElement;
    dialog?.showModal();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const closeOnBackdrop = (event: MouseEvent) => {
    if (event.target === element.current) onClose();
  };
  const isBare = footer === undefined;
  return (
    <dialog
      ref={element}
      className={classNames(
        styles.dialog,
        width !== 'normal' && styles[width],
        position !== 'centre' && styles[position],
      )}
      aria-labelledby={isBare ? undefined : id}
      aria-label={isBare ? title : undefined}
      onCancel={(event) => {
        // React hands on what a dialog above this one was told.
        if (event.target !== element.current) return;
        event.preventDefault();
        onClose();
      }}
      onMouseDown={closeOnBackdrop}
    >
      {isBare ? (
        children
      ) : (
        <>
          <h2 id={id} className={styles.title}>
            {title}
          </h2>
          <div className={styles.body}>{children}</div>
          <div className={styles.footer}>{footer}</div>
        </>
      )}
    </dialog>
  );
}
