import { useEffect } from 'react';
import type { Message } from '../../../main/contract/chat.ts';
import { errorText } from '../../i18n/error-text.ts';
import { t } from '../../i18n/translate.ts';
import { useApp } from '../../state/app-context.tsx';
import type { ConversationState } from '../../state/chat/conversation-state.ts';
import type { Store } from '../../state/store.ts';

/** Longer than this, a reply is better read at the reader's own pace. */
const longestAnnounced = 600;

/** Has a reply read out once it is complete, never while it grows. */
export function useAnnounceReplies(store: Store<ConversationState> | null): void {
  const { announce } = useApp();
  useEffect(() => {
    if (store === null) return;
    let liveId: string | null = null;
    return store.subscribe(() => {
      const state = store.get();
      if (state.status !== 'ready') return;
      const ended =
        liveId !== null && state.live === null
          ? state.path.messages.findLast((message) => message?.id === liveId)
          : null;
      liveId = state.live?.id ?? null;
      if (ended) announce(endingWords(ended));
    });
  }, [announce, store]);
}

function endingWords(message: Message): string {
  const name = message.modelName ?? t('chat.unknown-model');
  if (message.status === 'stopped') return t('chat.announce-stopped', { name });
  if (message.error !== null) return t('chat.announce-failed', { name, title: errorText(message.error).title });
  return t('chat.announce-complete', { name, text: message.text.slice(0, longestAnnounced) });
}
