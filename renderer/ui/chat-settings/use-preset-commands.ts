import { useMemo } from 'react';
import type { ChatPreset, ChatSettingsPatch } from '../../../main/contract/chat-settings.ts';
import { t } from '../../i18n/translate.ts';
import { useApp } from '../../state/app-context.tsx';

export type PresetCommands = {
  readonly save: (
    preset: Pick<ChatPreset, 'name' | 'settings'> & { readonly id: ChatPreset['id'] | null },
  ) => Promise<ChatPreset>;
  /** With a notice that brings it back. */
  readonly remove: (preset: ChatPreset) => void;
  readonly saveDefaults: (settings: ChatSettingsPatch) => Promise<void>;
};

/** What can be done with presets. */
export function usePresetCommands(): PresetCommands {
  const { client, attempt, toasts } = useApp();
  return useMemo(() => {
    const save: PresetCommands['save'] = ({ id, name, settings }) =>
      client.chatSettings.savePreset.mutate({ id, name, settings });
    return {
      save,
      remove: (preset) =>
        attempt(
          client.chatSettings.removePreset.mutate({ id: preset.id }).then(() =>
            toasts.show(t('chat-settings.preset-deleted', { name: preset.name }), {
              action: { label: t('ui.undo'), run: () => attempt(save(preset)) },
            }),
          ),
        ),
      async saveDefaults(settings) {
        await client.chatSettings.saveDefaults.mutate({ settings });
        toasts.show(t('chat-settings.for-all-done'));
      },
    };
  }, [attempt, client, toasts]);
}
