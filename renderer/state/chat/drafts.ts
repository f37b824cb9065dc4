import { draftKeyOf, type DraftKey } from '../../../main/contract/drafts.ts';
import type { ConversationId } from '../../../main/contract/ids.ts';
import type { Store } from '../store.ts';

/** What is written in one place: the message, and the beginning of the reply. */
export type DraftWords = { readonly text: string; readonly replyPrefix: string };

/** By key; what is empty is not there. `draft-keeper` keeps them beyond this page. */
export type Drafts = ReadonlyMap<DraftKey, DraftWords>;

/** A conversation, the chat that has not begun (null), or any other draft by its key. */
type DraftPlace = string | null;

export const noWords: DraftWords = { text: '', replyPrefix: '' };

export function readDraft(drafts: Drafts, place: DraftPlace): string {
  return wordsAt(drafts, keyOf(place)).text;
}

export function readReplyPrefix(drafts: Drafts, place: DraftPlace): string {
  return wordsAt(drafts, keyOf(place)).replyPrefix;
}

export function writeDraft(store: Store<Drafts>, place: DraftPlace, text: string): void {
  store.set((drafts) => withWords(drafts, keyOf(place), { ...wordsAt(drafts, keyOf(place)), text }));
}

export function writeReplyPrefix(store: Store<Drafts>, place: DraftPlace, replyPrefix: string): void {
  store.set((drafts) => withWords(drafts, keyOf(place), { ...wordsAt(drafts, keyOf(place)), replyPrefix }));
}

/** Takes what was sent out of a draft; what was typed meanwhile stays. */
export function clearSentDraft(store: Store<Drafts>, place: DraftPlace, sent: string): void {
  const draft = readDraft(store.get(), place);
  const text = draft.startsWith(sent) ? draft.slice(sent.length).trimStart() : draft;
  store.set((drafts) => withWords(drafts, keyOf(place), { text, replyPrefix: '' }));
}

export function wordsAt(drafts: Drafts, key: DraftKey): DraftWords {
  return drafts.get(key) ?? noWords;
}

/** The same map when nothing changes. */
export function withWords(drafts: Drafts, key: DraftKey, words: DraftWords): Drafts {
  if (isSame(wordsAt(drafts, key), words)) return drafts;
  const next = new Map(drafts);
  if (isSame(words, noWords)) next.delete(key);
  else next.set(key, words);
  return next;
}

export function isSame(one: DraftWords, other: DraftWords): boolean {
  return one.text === other.text && one.replyPrefix === other.replyPrefix;
}

function keyOf(place: DraftPlace): DraftKey {
  return draftKeyOf(place as ConversationId | null);
}
