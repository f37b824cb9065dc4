import { useMemo } from 'react';
import type { Conversation } from '../../../main/contract/chat.ts';
import { t } from '../../i18n/translate.ts';
import { useApp } from '../../state/app-context.tsx';
import type { AppServices } from '../../state/app-services.ts';

export type ConversationCommands = {
  readonly rename: (conversation: Conversation, title: string) => void;
  readonly togglePin: (conversation: Conversation) => void;
  /** Deletes at once and offers to undo; a conversation that is shown makes way for `next`. */
  readonly remove: (conversation: Conversation, next: Conversation | null) => void;
};

/** What a person does with a whole conversation, from the list, the header or the palette. */
export function useConversationCommands(): ConversationCommands {
  const app = useApp();
  return useMemo(() => createCommands(app), [app]);
}

function createCommands(app: AppServices): ConversationCommands {
  const isShown = (id: string): boolean => {
    const route = app.router.route.get();
    return route.screen === 'chat' && route.conversationId === id;
  };
  const remove = async (conversation: Conversation, next: Conversation | null): Promise<void> => {
    const wasShown = isShown(conversation.id);
    const show = (id: string | null) => app.router.navigate({ screen: 'chat', conversationId: id }, { replace: true });
    if (wasShown) show(next?.id ?? null);
    try {
      await app.client.chat.remove.mutate({ conversationId: conversation.id });
    } catch (error) {
      if (wasShown) show(conversation.id);
      throw error;
    }
    const restore = async (): Promise<void> => {
      await app.client.chat.restore.mutate({ conversationId: conversation.id });
      if (wasShown) show(conversation.id);
    };
    app.toasts.show(t('chat.deleted-notice', { title: conversation.title }), {
      action: { label: t('ui.undo'), run: () => app.attempt(restore()) },
    });
  };
  return {
    rename(conversation, title) {
      const trimmed = title.trim();
      if (trimmed === '' || trimmed === conversation.title) return;
      app.attempt(app.client.chat.rename.mutate({ conversationId: conversation.id, title: trimmed }));
    },
    togglePin({ id, isPinned }) {
      app.attempt(app.client.chat.setPinned.mutate({ conversationId: id, isPinned: !isPinned }));
    },
    remove: (conversation, next) => app.attempt(remove(conversation, next)),
  };
}
