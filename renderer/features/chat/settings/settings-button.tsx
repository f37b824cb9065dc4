import { t } from '../../../i18n/translate.ts';
import { useShortcutCaps } from '../../../state/hooks.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { useSettingsPanel } from './use-settings-panel.ts';

/** Shows and hides the panel of the chat's settings. */
export function SettingsButton() {
  const keys = useShortcutCaps('chat.toggle-settings');
  const { isOpen, setOpen } = useSettingsPanel();
  return (
    <IconButton
      icon="settings"
      label={t(isOpen ? 'chat-settings.hide' : 'chat-settings.show')}
      keys={keys}
      data-settings-toggle
      aria-expanded={isOpen}
      onClick={() => setOpen(!isOpen)}
    />
  );
}
