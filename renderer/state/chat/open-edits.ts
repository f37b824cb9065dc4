import { editDraftKey } from '../../../main/contract/drafts.ts';
import type { MessageId } from '../../../main/contract/ids.ts';
import { useApp } from '../app-context.tsx';
import type { AppServices } from '../app-services.ts';
import { createStore, useStore, type Store } from '../store.ts';
import { useChatSession } from './chat-hooks.ts';
import { readDraft, writeDraft, type Drafts } from './drafts.ts';

/** Messages whose editor is open, by id; it stays open while another conversation is shown. */
type OpenEdits = ReadonlySet<string>;

const stores = new WeakMap<AppServices, Store<OpenEdits>>();

function openEditsOf(app: AppServices): Store<OpenEdits> {
  const known = stores.get(app);
  if (known !== undefined) return known;
  const store = createStore<OpenEdits>(new Set());
  stores.set(app, store);
  return store;
}

export function setEditOpen(app: AppServices, id: string, isOpen: boolean): void {
  openEditsOf(app).set((open) => {
    if (open.has(id) === isOpen) return open;
    const next = new Set(open);
    if (isOpen) next.add(id);
    else next.delete(id);
    return next;
  });
}

/** What a person has changed of a message and not saved; null when nothing is. */
export function readEdit(drafts: Drafts, id: MessageId): string | null {
  return readDraft(drafts, editDraftKey(id)) || null;
}

/** Null, or the words the message has, forget it. */
export function writeEdit(store: Store<Drafts>, message: { id: MessageId; text: string }, text: string | null): void {
  writeDraft(store, editDraftKey(message.id), text === message.text ? '' : (text ?? ''));
}

/** Whether a message is being edited, and what of it is not saved. */
export function useEdit(id: MessageId): { readonly isOpen: boolean; readonly unsaved: string | null } {
  const app = useApp();
  const { drafts } = useChatSession();
  const isOpen = useStore(openEditsOf(app), (open) => open.has(id));
  const unsaved = useStore(drafts, (all) => readEdit(all, id));
  return { isOpen, unsaved };
}
