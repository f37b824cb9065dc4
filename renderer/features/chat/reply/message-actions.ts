import type { Message } from '../../../../main/contract/chat.ts';
import { t } from '../../../i18n/translate.ts';
import type { AppAction } from '../../../state/app-services.ts';
import type { ConversationPath } from '../../../state/chat/conversation-path.ts';
import { lastReplyOn } from '../../../state/chat/conversation-path.ts';
import { setEditOpen } from '../../../state/chat/open-edits.ts';
import { focusedMessageId, focusNeighbourRow } from './focused-row.ts';
import { noticeOf } from './notice-of.ts';

/** What is shown at the moment a command runs. */
export type MessageSituation = {
  readonly conversationId: string | null;
  readonly path: ConversationPath | null;
  readonly isBusy: boolean;
};

/** Commands for one message: the one that has the focus, or the one a person means most likely. */
export function messageActions(now: () => MessageSituation): readonly AppAction[] {
  return [...movingActions(now), ...changingActions(now)];
}

function movingActions(now: () => MessageSituation): readonly AppAction[] {
  const hasMessages = () => (now().path?.messages.length ?? 0) > 0;
  return [
    {
      id: 'message.previous',
      label: 'action.message-previous',
      icon: 'arrow-up',
      section: 'chat',
      shortcut: { keys: 'alt+shift+arrowup' },
      isEnabled: hasMessages,
      run: () => focusNeighbourRow(-1),
    },
    {
      id: 'message.next',
      label: 'action.message-next',
      icon: 'arrow-down',
      section: 'chat',
      shortcut: { keys: 'alt+shift+arrowdown' },
      isEnabled: hasMessages,
      run: () => focusNeighbourRow(1),
    },
  ];
}

function changingActions(now: () => MessageSituation): readonly AppAction[] {
  return [
    {
      id: 'message.edit',
      label: 'action.message-edit',
      icon: 'rename',
      section: 'chat',
      shortcut: { keys: 'alt+e' },
      isEnabled: () => meantMessage(now()) !== null,
      run: (app) => {
        const message = meantMessage(now());
        if (message !== null) setEditOpen(app, message.id, true);
      },
    },
    {
      id: 'message.continue',
      label: 'action.message-continue',
      icon: 'play',
      section: 'chat',
      isEnabled: () => cutReply(now()) !== null,
      run: async ({ client }) => {
        const reply = cutReply(now());
        if (reply !== null) await client.chat.continue.mutate({ replyId: reply.id, modelId: null });
      },
    },
    {
      id: 'message.bring-back',
      label: 'action.message-bring-back',
      icon: 'restore',
      section: 'chat',
      isEnabled: () => now().conversationId !== null && !now().isBusy,
      run: async ({ client, toasts }) => {
        const { conversationId } = now();
        if (conversationId === null) return;
        const back = await client.chat.undoLastRemoval.mutate({ conversationId });
        if (back === null) toasts.show(t('message.nothing-removed'));
      },
    },
  ];
}

/** The message that has the focus, or else the last one a person wrote. */
function meantMessage({ path }: MessageSituation): Message | null {
  const focusedId = focusedMessageId();
  const messages = path?.messages ?? [];
  const found =
    focusedId === null
      ? messages.findLast((message) => message?.role === 'user')
      : messages.find((message) => message?.id === focusedId);
  return found?.status === 'streaming' ? null : (found ?? null);
}

/** The last reply, where the model could go on with it. */
function cutReply({ path, isBusy }: MessageSituation): Message | null {
  const reply = path === null || isBusy ? null : lastReplyOn(path);
  return reply !== null && noticeOf(reply)?.canContinue === true ? reply : null;
}
