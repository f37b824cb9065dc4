import { t } from '../../i18n/translate.ts';
import { useApp } from '../../state/app-context.tsx';
import { useChatLibrary, useChatSettingsSession } from '../../state/chat/settings/chat-settings-hooks.ts';
import { freeName, nameFrom } from '../../state/chat/settings/prompt-names.ts';
import { Button } from '../button.tsx';

/** Puts the text into the library, under its first words. */
export function KeepPromptButton({ text }: { readonly text: string }) {
  const { client, attempt, toasts } = useApp();
  const { isPromptLibraryOpen } = useChatSettingsSession();
  const prompts = useChatLibrary()?.systemPrompts ?? [];
  const isKept = prompts.some((prompt) => prompt.text === text);
  const keep = async (): Promise<void> => {
    const name = freeName(nameFrom(text), prompts);
    await client.chatSettings.savePrompt.mutate({ id: null, name, text });
    toasts.show(t('chat-settings.prompt-kept', { name }), {
      action: { label: t('chat-settings.prompt-library'), run: () => isPromptLibraryOpen.set(true) },
    });
  };
  if (text.trim() === '') return null;
  // Not `disabled`: the press that kept it would lose the focus.
  return (
    <Button
      size="small"
      variant="quiet"
      aria-disabled={isKept}
      onClick={() => {
        if (!isKept) attempt(keep());
      }}
    >
      {t(isKept ? 'chat-settings.prompt-is-kept' : 'chat-settings.prompt-keep')}
    </Button>
  );
}
