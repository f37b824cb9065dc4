import { useApp } from '../../../state/app-context.tsx';
import { useChatSettingsSession } from '../../../state/chat/settings/chat-settings-hooks.ts';
import { useSettings } from '../../../state/hooks.ts';
import { useStore } from '../../../state/store.ts';
import { useMatches } from '../../../state/use-matches.ts';

/** Where the panel lies over the conversation; the same width as in its style. */
const overlay = '(width < 82rem)';

/** Open or not is remembered, but where the panel would cover the conversation it opens for the moment only. */
export function useSettingsPanel(): { readonly isOpen: boolean; readonly setOpen: (isOpen: boolean) => void } {
  const app = useApp();
  const { isOverlayOpen } = useChatSettingsSession();
  const isOverlay = useMatches(overlay);
  const isOpenForNow = useStore(isOverlayOpen);
  const isWanted = useSettings()?.isChatSettingsOpen ?? false;
  return {
    isOpen: isOverlay ? isOpenForNow : isWanted,
    setOpen(isOpen) {
      if (isOverlay) isOverlayOpen.set(isOpen);
      else app.updateSettings({ isChatSettingsOpen: isOpen });
    },
  };
}
