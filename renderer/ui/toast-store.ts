import { createStore, type Store } from '../state/store.ts';

export type Toast = {
  readonly id: number;
  readonly message: string;
  readonly tone: 'plain' | 'bad';
  readonly action: { readonly label: string; readonly run: () => void } | null;
};

export type ToastOptions = Partial<Pick<Toast, 'tone' | 'action'>>;

export interface ToastStore {
  readonly toasts: Store<readonly Toast[]>;
  show(message: string, options?: ToastOptions): number;
  dismiss(id: number): void;
}

const maxToasts = 3;

/** Short notices; the newest three are kept. */
export function createToastStore(): ToastStore {
  const toasts = createStore<readonly Toast[]>([]);
  let lastId = 0;
  return {
    toasts,
    show(message, { tone = 'plain', action = null } = {}) {
      lastId += 1;
      const toast: Toast = { id: lastId, message, tone, action };
      toasts.set((shown) => [...shown, toast].slice(-maxToasts));
      return toast.id;
    },
    dismiss(id) {
      toasts.set((shown) =>
        shown.some((toast) => toast.id === id) ? shown.filter((toast) => toast.id !== id) : shown,
      );
    },
  };
}
