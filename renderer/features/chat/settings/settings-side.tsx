import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { SystemPrompt } from '../../../../main/contract/chat-settings.ts';
import { t } from '../../../i18n/translate.ts';
import type { AppAction } from '../../../state/app-services.ts';
import { useApp } from '../../../state/app-context.tsx';
import { useListedConversation } from '../../../state/chat/chat-hooks.ts';
import { useProject } from '../../../state/chat/organise/organise-hooks.ts';
import { useChatSettings, useChatSettingsSession } from '../../../state/chat/settings/chat-settings-hooks.ts';
import { useActions } from '../../../state/hooks.ts';
import { createStore, useStore } from '../../../state/store.ts';
import { PromptLibraryDialog } from '../../../ui/chat-settings/prompt-library-dialog.tsx';
import { useChosenModel } from '../use-chosen-model.ts';
import { SettingsPanel } from './settings-panel.tsx';
import { useSettingsPanel } from './use-settings-panel.ts';

type SettingsSideProps = {
  readonly conversationId: string | null;
  /** Of a chat that has not begun. */
  readonly projectId: string | null;
};

/** The panel of the open chat's settings, its commands and the library of system prompts. */
export function SettingsSide({ conversationId, projectId }: SettingsSideProps) {
  const { isPromptLibraryOpen } = useChatSettingsSession();
  const { isOpen, setOpen } = useSettingsPanel();
  const conversation = useListedConversation(conversationId);
  const { model } = useChosenModel(conversation);
  const project = useProject(conversationId === null ? projectId : (conversation?.projectId ?? null));
  const isLibraryOpen = useStore(isPromptLibraryOpen);
  usePanelActions(isOpen, setOpen);
  useToggleFocus(isOpen);
  return (
    <>
      {isOpen ? (
        <SettingsPanel
          conversationId={conversationId}
          projectId={projectId}
          projectName={project?.name ?? ''}
          model={model}
          onClose={() => setOpen(false)}
        />
      ) : null}
      {isLibraryOpen ? <Library conversationId={conversationId} projectId={projectId} /> : null}
    </>
  );
}

function Library({ conversationId, projectId }: SettingsSideProps) {
  const { toasts } = useApp();
  const { isPromptLibraryOpen } = useChatSettingsSession();
  const edited = useChatSettings(conversationId, projectId);
  const close = (): void => isPromptLibraryOpen.set(false);
  const use = ({ name, text }: SystemPrompt): void => {
    edited?.setPrompt({ systemPrompt: text });
    toasts.show(t('chat-settings.library-used', { name }));
    close();
  };
  return <PromptLibraryDialog onUse={edited === null ? null : use} onClose={close} />;
}

/** Registered once: the commands look up what is shown when they run. */
function usePanelActions(isOpen: boolean, setOpen: (isOpen: boolean) => void): void {
  const { isPromptLibraryOpen } = useChatSettingsSession();
  const [latest] = useState(() => createStore({ isOpen, setOpen }));
  useLayoutEffect(() => latest.set({ isOpen, setOpen }));
  useActions(
    useMemo(
      (): readonly AppAction[] => [
        {
          id: 'chat.toggle-settings',
          label: 'action.chat-settings',
          icon: 'settings',
          section: 'chat',
          shortcut: { keys: 'alt+s' },
          run: () => latest.get().setOpen(!latest.get().isOpen),
        },
        {
          id: 'chat.prompt-library',
          label: 'action.chat-prompt-library',
          icon: 'prompt',
          section: 'chat',
          run: () => isPromptLibraryOpen.set(true),
        },
      ],
      [latest, isPromptLibraryOpen],
    ),
  );
}

/** A panel that closes while it has the focus gives it to the button that opens it again. */
function useToggleFocus(isOpen: boolean): void {
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    if (wasOpen.current && !isOpen && document.activeElement === document.body) {
      document.querySelector<HTMLElement>('[data-settings-toggle]')?.focus();
    }
    wasOpen.current = isOpen;
  }, [isOpen]);
}
