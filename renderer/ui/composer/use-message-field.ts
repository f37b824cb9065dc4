import { useCallback, type KeyboardEvent, type RefObject } from 'react';
import { useApp } from '../../state/app-context.tsx';
import { attachFiles } from '../../state/chat/attach-files.ts';
import type { WrittenDraft } from '../../state/chat/written-draft.ts';
import { useDroppedText } from '../../state/dropped-files.ts';
import { useWantedFocus } from '../../state/wanted-focus.ts';
import { usePaste, type Paste } from '../attachments/use-paste.ts';

export type MessageField = {
  readonly paste: Paste;
  readonly attach: (files: readonly File[]) => void;
  readonly focusField: () => void;
};

/**
 * What a message field does beside its text: takes the focus that is meant for it, and files that are pasted, dropped or
 * chosen.
 * @param draftId null for the chat that has not begun.
 */
export function useMessageField(
  draftId: string | null,
  draft: WrittenDraft,
  field: RefObject<HTMLTextAreaElement | null>,
): MessageField {
  const app = useApp();
  const focusField = useCallback(() => field.current?.focus(), [field]);
  const attach = useCallback(
    (files: readonly File[]) => void attachFiles(app, draftId, files).then(focusField),
    [app, draftId, focusField],
  );
  const paste = usePaste({ conversationId: draftId, text: draft.text, setText: draft.setText, focusField });
  useDroppedText(attach);
  useWantedFocus('composer', field);
  return { paste, attach, focusField };
}

/** Enter sends, with Shift it begins a line. */
export function sendOnEnter(event: KeyboardEvent, send: () => void): void {
  // Key code 229: an input method is still deciding what was typed.
  if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  send();
}
