import { useMemo, useState } from 'react';
import type { Attachment } from '../../../main/contract/attachments.ts';
import { useStore } from '../store.ts';
import { useChatSession } from './chat-hooks.ts';
import { useDraftFiles } from './draft-files.ts';
import { readDraft, readReplyPrefix, writeDraft, writeReplyPrefix } from './drafts.ts';

/** A message that is being written, with what goes along. */
export type WrittenDraft = {
  readonly text: string;
  readonly files: readonly Attachment[];
  /** The beginning of its reply. */
  readonly replyPrefix: string;
  readonly isPrefixShown: boolean;
  readonly setText: (text: string) => void;
  readonly setReplyPrefix: (prefix: string) => void;
  /** Shows the field for it, or takes the field away with its words. */
  readonly showPrefix: (isShown: boolean) => void;
};

/** The draft of a conversation, or of the chat that has not begun (null). */
export function useWrittenDraft(conversationId: string | null): WrittenDraft {
  const { drafts } = useChatSession();
  const text = useStore(drafts, (all) => readDraft(all, conversationId));
  const replyPrefix = useStore(drafts, (all) => readReplyPrefix(all, conversationId));
  const files = useDraftFiles(conversationId);
  /** Where the field was opened: the conversation's id, or '' for the chat that has not begun. */
  const [openedIn, setOpenedIn] = useState<string | null>(null);
  const place = conversationId ?? '';
  return useMemo(
    () => ({
      text,
      files,
      replyPrefix,
      isPrefixShown: openedIn === place || replyPrefix !== '',
      setText: (next) => writeDraft(drafts, conversationId, next),
      setReplyPrefix: (next) => writeReplyPrefix(drafts, conversationId, next),
      showPrefix(isShown) {
        setOpenedIn(isShown ? place : null);
        if (!isShown) writeReplyPrefix(drafts, conversationId, '');
      },
    }),
    [conversationId, drafts, files, openedIn, place, replyPrefix, text],
  );
}
