import { useEffect, useRef, useState } from 'react';
import { t } from '../i18n/translate.ts';
import { useStore } from '../state/store.ts';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import { Icon } from './icon.tsx';
import type { Toast, ToastStore } from './toast-store.ts';
import styles from './toaster.module.css';

const plainMs = 5_000;
/** Long enough to read, think and reach the undo button. */
const withActionMs = 10_000;

/** Notices at the foot of the window. Time stands still while one is hovered or holds the focus. */
export function Toaster({ store }: { readonly store: ToastStore }) {
  const toasts = useStore(store.toasts);
  const before = useRef<EventTarget | null>(null);
  const giveFocusBack = (): void => {
    const isThere = before.current instanceof HTMLElement && before.current.isConnected;
    (isThere ? (before.current as HTMLElement) : document.querySelector('main'))?.focus();
  };
  return (
    <section
      className={styles.region}
      aria-label={t('ui.notifications')}
      aria-live="polite"
      onFocus={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) before.current = relatedTarget;
      }}
    >
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} store={store} onPressed={giveFocusBack} />
      ))}
    </section>
  );
}

type ToastCardProps = {
  readonly toast: Toast;
  readonly store: ToastStore;
  /** Before the pressed button is gone. */
  readonly onPressed: () => void;
};

function ToastCard({ toast, store, onPressed }: ToastCardProps) {
  const [isHeld, setIsHeld] = useState(false);
  const { id, action } = toast;
  const onDismiss = () => {
    onPressed();
    store.dismiss(id);
  };
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => store.dismiss(id), action === null ? plainMs : withActionMs);
    return () => clearTimeout(timer);
  }, [isHeld, id, action, store]);
  return (
    <div
      className={styles.toast}
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
    >
      {toast.tone === 'bad' ? <Icon name="warning" className={styles.icon} /> : null}
      <span className={styles.message}>{toast.message}</span>
      {action === null ? null : (
        <Button
          variant="quiet"
          size="small"
          className={styles.action}
          onClick={() => {
            onDismiss();
            action.run();
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton size="small" icon="close" label={t('ui.dismiss')} onClick={onDismiss} tooltipSide="top" />
    </div>
  );
}
