import { useLayoutEffect, useMemo, useState, type RefObject } from 'react';
import type { Conversation, Message } from '../../../main/contract/chat.ts';
import { t } from '../../i18n/translate.ts';
import type { AppAction } from '../../state/app-services.ts';
import { findSessionOf } from '../../state/chat/find/find-session.ts';
import { openExport } from '../../state/chat/exchange.ts';
import { lastReplyOn } from '../../state/chat/conversation-path.ts';
import type { ConversationStore } from '../../state/chat/conversation-store.ts';
import { useActions } from '../../state/hooks.ts';
import { createStore } from '../../state/store.ts';
import { messageActions } from './reply/message-actions.ts';
import type { ConversationCommands } from './use-conversation-commands.ts';
import { neighbourOf } from './neighbour-of.ts';

/** What the chat screen shows at the moment a command runs. */
export type ChatSituation = {
  readonly conversation: Conversation | null;
  readonly shown: readonly Conversation[];
  readonly store: ConversationStore | null;
  readonly modelId: string | null;
  readonly commands: ConversationCommands;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly onRename: () => void;
  readonly onShowPrompt: (reply: Message) => void;
  readonly onToggleList: () => void;
};

/** Offers the chat screen's commands to the palette and the keyboard while the screen is shown. */
export function useChatActions(situation: ChatSituation): void {
  // Registered once: the commands look up what is shown when they run.
  const [latest] = useState(() => createStore(situation));
  useLayoutEffect(() => latest.set(situation));
  useActions(useMemo(() => createChatActions(latest.get), [latest]));
}

function readyStateOf({ store }: ChatSituation) {
  const state = store?.shown.get();
  return state?.status === 'ready' ? state : null;
}

function lastReplyOf(situation: ChatSituation): Message | null {
  const path = readyStateOf(situation)?.path;
  return path === undefined ? null : lastReplyOn(path);
}

function isBusy(situation: ChatSituation): boolean {
  return (readyStateOf(situation)?.live ?? null) !== null;
}

function createChatActions(now: () => ChatSituation): readonly AppAction[] {
  const message = () => ({
    conversationId: now().conversation?.id ?? null,
    path: readyStateOf(now())?.path ?? null,
    isBusy: isBusy(now()),
  });
  return [...replyActions(now), ...messageActions(message), ...conversationActions(now), ...movingActions(now)];
}

function replyActions(now: () => ChatSituation): readonly AppAction[] {
  return [
    {
      id: 'chat.stop',
      label: 'action.chat-stop',
      icon: 'stop',
      section: 'chat',
      shortcut: { keys: 'escape' },
      isEnabled: () => isBusy(now()),
      run: async ({ client }) => {
        const { conversation } = now();
        if (conversation !== null) await client.chat.stop.mutate({ conversationId: conversation.id });
      },
    },
    {
      id: 'chat.regenerate',
      label: 'action.chat-regenerate',
      icon: 'regenerate',
      section: 'chat',
      shortcut: { keys: 'mod+shift+r', keysInBrowser: 'alt+r' },
      isEnabled: () => lastReplyOf(now()) !== null && !isBusy(now()),
      run: async ({ client }) => {
        const reply = lastReplyOf(now());
        if (reply !== null) await client.chat.regenerate.mutate({ replyId: reply.id, modelId: now().modelId });
      },
    },
    {
      id: 'chat.copy-last',
      label: 'action.chat-copy-last',
      icon: 'copy',
      section: 'chat',
      shortcut: { keys: 'mod+shift+c', keysInBrowser: 'alt+c' },
      isEnabled: () => (lastReplyOf(now())?.text ?? '') !== '',
      run: async ({ copy, toasts }) => {
        if (await copy(lastReplyOf(now())?.text ?? '')) toasts.show(t('chat.copied-last'));
      },
    },
    {
      id: 'chat.show-prompt',
      label: 'action.chat-show-prompt',
      icon: 'prompt',
      section: 'chat',
      isEnabled: () => lastReplyOf(now()) !== null,
      run: () => {
        const reply = lastReplyOf(now());
        if (reply !== null) now().onShowPrompt(reply);
      },
    },
  ];
}

function conversationActions(now: () => ChatSituation): readonly AppAction[] {
  const hasConversation = () => now().conversation !== null;
  return [
    {
      id: 'chat.rename',
      label: 'action.chat-rename',
      icon: 'rename',
      section: 'chat',
      shortcut: { keys: 'f2' },
      isEnabled: hasConversation,
      run: () => now().onRename(),
    },
    {
      id: 'find.here',
      label: 'action.find-here',
      icon: 'search',
      section: 'chat',
      shortcut: { keys: 'mod+f' },
      isEnabled: hasConversation,
      run: (app) => findSessionOf(app).here.set((asked) => (asked ?? 0) + 1),
    },
    {
      id: 'chat.pin',
      label: 'action.chat-pin',
      icon: 'pin',
      section: 'chat',
      isEnabled: hasConversation,
      run: () => {
        const { conversation, commands } = now();
        if (conversation !== null) commands.togglePin(conversation);
      },
    },
    {
      id: 'chat.export',
      label: 'action.export',
      icon: 'export',
      section: 'chat',
      isEnabled: hasConversation,
      run: (app) => {
        const { conversation } = now();
        if (conversation !== null) openExport(app, [conversation]);
      },
    },
    {
      id: 'chat.delete',
      label: 'action.chat-delete',
      icon: 'remove',
      section: 'chat',
      isEnabled: hasConversation,
      run: () => {
        const { conversation, commands, shown } = now();
        if (conversation !== null) commands.remove(conversation, neighbourOf(shown, conversation.id));
      },
    },
  ];
}

function movingActions(now: () => ChatSituation): readonly AppAction[] {
  const neighbour = (step: 1 | -1): Conversation | null => {
    const { conversation, shown } = now();
    const index = shown.findIndex(({ id }) => id === conversation?.id);
    return (index === -1 ? shown.at(step === 1 ? 0 : -1) : shown[index + step]) ?? null;
  };
  const move = (step: 1 | -1): Pick<AppAction, 'section' | 'isEnabled' | 'run'> => ({
    section: 'chat',
    isEnabled: () => neighbour(step) !== null,
    run: ({ router }) => {
      const target = neighbour(step);
      if (target !== null) router.navigate({ screen: 'chat', conversationId: target.id });
    },
  });
  return [
    { id: 'chat.next', label: 'action.chat-next', icon: 'arrow-down', shortcut: { keys: 'alt+arrowdown' }, ...move(1) },
    {
      id: 'chat.previous',
      label: 'action.chat-previous',
      icon: 'arrow-up',
      shortcut: { keys: 'alt+arrowup' },
      ...move(-1),
    },
    {
      id: 'chat.focus-composer',
      label: 'action.chat-focus',
      icon: 'chat',
      section: 'chat',
      shortcut: { keys: 'alt+m' },
      run: () => now().field.current?.focus(),
    },
    {
      id: 'chat.toggle-list',
      label: 'action.chat-toggle-list',
      icon: 'panel-open',
      section: 'view',
      shortcut: { keys: 'alt+l' },
      run: () => now().onToggleList(),
    },
  ];
}
