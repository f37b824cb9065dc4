import { useEffect, useMemo } from 'react';
import type {
  ChatLibraryEvent,
  ChatSettingsPatch,
  OwnChatSettings,
  Structure,
} from '../../../../main/contract/chat-settings.ts';
import { useApp } from '../../app-context.tsx';
import { useStore } from '../../store.ts';
import { liveValue } from '../../stream.ts';
import { chatSettingsSessionOf, type ChatSettingsSession } from './chat-settings-session.ts';
import type { ChatSettingsView } from './chat-settings-store.ts';
import { withChange } from './own-settings.ts';

export function useChatSettingsSession(): ChatSettingsSession {
  return chatSettingsSessionOf(useApp());
}

/** A chat's settings with the ways to change them. Each change holds from the next reply on. */
export type EditedSettings = ChatSettingsView & {
  /** What is as it would be anyway is nothing of the chat's own. */
  readonly set: (change: ChatSettingsPatch) => void;
  /** Puts all own settings in the place of those there were. */
  readonly replace: (settings: ChatSettingsPatch) => void;
  readonly setPrompt: (change: Partial<Pick<OwnChatSettings, 'systemPrompt' | 'variables'>>) => void;
};

/** Null until they arrived. `projectId` is of a chat that has not begun. */
export function useChatSettings(conversationId: string | null, projectId: string | null = null): EditedSettings | null {
  const session = useChatSettingsSession();
  const store = session.storeOf(conversationId, projectId);
  useEffect(() => store.open(), [store]);
  const view = useStore(store.view);
  return useMemo(() => {
    if (view === null) return null;
    const { own, inherited } = view;
    const replace = (settings: ChatSettingsPatch): void => store.change({ ...own, settings });
    return {
      ...view,
      set: (change) => replace(withChange(own.settings, change, inherited.settings)),
      replace,
      setPrompt: (change) => store.change({ ...own, ...change }),
    };
  }, [store, view]);
}

/** The form replies of this conversation are held to now; null until it is known. Renders again only when it is another. */
export function useWantedForm(conversationId: string): Structure['kind'] | null {
  const store = useChatSettingsSession().storeOf(conversationId, null);
  useEffect(() => store.open(), [store]);
  return useStore(store.view, (view) => view?.effective.settings.structure.kind ?? null);
}

/** Null until it arrived. */
export function useChatLibrary(): ChatLibraryEvent | null {
  return useStore(useChatSettingsSession().library.store, liveValue);
}
