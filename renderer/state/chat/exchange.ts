import type { ConversationId } from '../../../main/contract/ids.ts';
import type { AppServices } from '../app-services.ts';
import { createStore, type Store } from '../store.ts';

/** What is to be exported: some conversations, or everything. */
export type ExchangeDialog =
  | {
      readonly kind: 'export';
      readonly conversationIds: readonly ConversationId[] | null;
      readonly title: string | null;
    }
  | { readonly kind: 'import' };

const dialogs = new WeakMap<AppServices, Store<ExchangeDialog | null>>();

/** The dialog that is open over whatever screen. */
export function exchangeDialogOf(app: AppServices): Store<ExchangeDialog | null> {
  const known = dialogs.get(app);
  if (known !== undefined) return known;
  const store = createStore<ExchangeDialog | null>(null);
  dialogs.set(app, store);
  return store;
}

/** @param conversations null: everything. */
export function openExport(
  app: AppServices,
  conversations: readonly { readonly id: ConversationId; readonly title: string }[] | null,
): void {
  const title = conversations?.length === 1 ? (conversations[0]?.title ?? null) : null;
  const conversationIds = conversations?.map(({ id }) => id) ?? null;
  exchangeDialogOf(app).set({ kind: 'export', conversationIds, title });
}

export function openImport(app: AppServices): void {
  exchangeDialogOf(app).set({ kind: 'import' });
}
