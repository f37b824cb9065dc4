import { useMemo } from 'react';
import type { Message } from '../../../../main/contract/chat.ts';
import type { MessageId, ModelId } from '../../../../main/contract/ids.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import type { AppServices } from '../../../state/app-services.ts';
import { chatSessionOf } from '../../../state/chat/chat-session.ts';
import { setEditOpen, writeEdit } from '../../../state/chat/open-edits.ts';
import { startComparison } from '../../../state/compare/setup/comparison-source.ts';
import { liveValue } from '../../../state/stream.ts';
import { focusAfterRemoval } from './focus-after-removal.ts';
import type { MessageCommands } from './message-commands.ts';
import { messageMarkdown } from './message-markdown.ts';

type MessageCommandOptions = {
  /** Answers; null lets the conversation's own model answer. */
  readonly modelId: string | null;
  /** After a reply was asked for. */
  readonly onAsked: () => void;
  readonly onShowPrompt: (reply: Message) => void;
};

/** The commands of the messages of one conversation. */
export function useMessageCommands({ modelId, onAsked, onShowPrompt }: MessageCommandOptions): MessageCommands {
  const app = useApp();
  return useMemo(
    () => ({
      ...answerCommands(app, modelId as ModelId | null, onAsked),
      ...editCommands(app, modelId as ModelId | null, onAsked),
      ...treeCommands(app),
      showPrompt: onShowPrompt,
    }),
    [app, modelId, onAsked, onShowPrompt],
  );
}

type AnswerCommands = Pick<
  MessageCommands,
  'canAnswer' | 'regenerate' | 'regenerateWith' | 'beginWith' | 'continueReply'
>;

function answerCommands(app: AppServices, modelId: ModelId | null, onAsked: () => void): AnswerCommands {
  const { chat } = app.client;
  const ask = (call: Promise<unknown>): void => {
    app.attempt(call);
    onAsked();
  };
  const again = (id: string, answerer: string | null, replyPrefix = ''): void =>
    ask(chat.regenerate.mutate({ replyId: id as MessageId, modelId: answerer as ModelId | null, replyPrefix }));
  return {
    canAnswer: modelId !== null,
    regenerate: (id) => again(id, modelId),
    regenerateWith: again,
    beginWith: (id, words) => again(id, modelId, words),
    continueReply: (id) => ask(chat.continue.mutate({ replyId: id as MessageId, modelId: null })),
  };
}

function editCommands(
  app: AppServices,
  modelId: ModelId | null,
  onAsked: () => void,
): Pick<MessageCommands, 'edit' | 'closeEdit' | 'discardEdit' | 'saveEdit'> {
  const { drafts } = chatSessionOf(app);
  return {
    edit: ({ id }) => setEditOpen(app, id, true),
    closeEdit: ({ id }) => setEditOpen(app, id, false),
    discardEdit(message) {
      writeEdit(drafts, message, null);
      setEditOpen(app, message.id, false);
    },
    async saveEdit(message, { text, attachmentIds, isAnswered }) {
      const answerWith = isAnswered ? modelId : null;
      await app.client.chat.edit.mutate({ messageId: message.id, text, attachmentIds: [...attachmentIds], answerWith });
      writeEdit(drafts, message, null);
      setEditOpen(app, message.id, false);
      if (isAnswered) onAsked();
    },
  };
}

function treeCommands(
  app: AppServices,
): Pick<MessageCommands, 'selectBranch' | 'remove' | 'duplicate' | 'compareFrom' | 'copyMarkdown'> {
  const { chat } = app.client;
  const remove = async (messageId: MessageId, extent: 'one' | 'from-here'): Promise<void> => {
    focusAfterRemoval(messageId);
    const { removalId } = await chat.removeMessage.mutate({ messageId, extent });
    const words = extent === 'one' ? 'message.removed-one' : 'message.removed-from-here';
    const run = (): void => app.attempt(chat.undoRemoval.mutate({ removalId }));
    app.toasts.show(t(words), { action: { label: t('ui.undo'), run } });
  };
  const duplicate = async (messageId: MessageId): Promise<void> => {
    const { conversationId } = await chat.duplicate.mutate({ messageId });
    app.router.navigate({ screen: 'chat', conversationId });
    app.toasts.show(t('message.duplicated'));
  };
  const copy = async (message: Message): Promise<void> => {
    if (await app.copy(messageMarkdown(message))) app.toasts.show(t('ui.copied'));
  };
  return {
    selectBranch: (id) => app.attempt(chat.selectBranch.mutate({ messageId: id as MessageId })),
    remove: (id, extent) => app.attempt(remove(id as MessageId, extent)),
    duplicate: (id) => app.attempt(duplicate(id as MessageId)),
    compareFrom({ id, conversationId }) {
      const conversations = liveValue(chatSessionOf(app).list.store.get())?.conversations ?? [];
      const conversation = conversations.find((known) => known.id === conversationId);
      if (conversation !== undefined) startComparison(app, { ...conversation, messageId: id });
    },
    copyMarkdown: (message) => app.attempt(copy(message)),
  };
}
