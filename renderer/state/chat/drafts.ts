import type { Store } from '../store.ts';

/** Texts being written: one for each conversation, and under null the next new chat's. In memory only. */
export type Drafts = ReadonlyMap<string | null, string>;

export function readDraft(drafts: Drafts, conversationId: string | null): string {
  return drafts.get(conversationId) ?? '';
}

export function writeDraft(store: Store<Drafts>, conversationId: string | null, text: string): void {
  store.set((drafts) => {
    if (readDraft(drafts, conversationId) === text) return drafts;
    const next = new Map(drafts);
    if (text === '') next.delete(conversationId);
    else next.set(conversationId, text);
    return next;
  });
}

/** Takes the text that was sent out of a draft; what was typed meanwhile stays. */
export function clearSentDraft(store: Store<Drafts>, conversationId: string | null, sent: string): void {
  const draft = readDraft(store.get(), conversationId);
  if (draft.startsWith(sent)) writeDraft(store, conversationId, draft.slice(sent.length).trimStart());
}
