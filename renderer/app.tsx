import { useLayoutEffect } from 'react';
import { useShortcuts } from './actions/use-shortcuts.ts';
import { ChatScreen } from './features/chat/chat-screen.tsx';
import { ExchangeDialogs } from './features/chat/exchange/exchange-dialogs.tsx';
import { CompareScreen } from './features/compare/compare-screen.tsx';
import { DiscoverScreen } from './features/discover/discover-screen.tsx';
import { DownloadNotices } from './features/downloads/download-notices.tsx';
import { DownloadsButton } from './features/downloads/downloads-button.tsx';
import { DownloadsScreen } from './features/downloads/downloads-screen.tsx';
import { frameActions } from './features/frame/frame-actions.ts';
import { AppFrame } from './features/frame/app-frame.tsx';
import { DropZone } from './features/library/bring/drop-zone.tsx';
import { LibraryScreen } from './features/library/library-screen.tsx';
import { MeasureSection } from './features/measure/measure-section.tsx';
import { CommandPalette } from './features/palette/command-palette.tsx';
import { SettingsScreen } from './features/settings/settings-screen.tsx';
import { SystemScreen } from './features/system/system-screen.tsx';
import { useApp } from './state/app-context.tsx';
import { useActions, useRoute, useSettings } from './state/hooks.ts';
import { useStore } from './state/store.ts';
import { showTheme } from './state/theme.ts';
import { useIsReadyToPaint } from './state/use-is-ready-to-paint.ts';
import { LiveRegion } from './ui/live-region.tsx';
import { Toaster } from './ui/toaster.tsx';

/** The whole page: the frame, the screen the address names, and what lies above both. */
export function App() {
  const app = useApp();
  const isPaletteOpen = useStore(app.isPaletteOpen);
  const theme = useSettings()?.theme;
  const isReady = useIsReadyToPaint();
  useLayoutEffect(() => {
    if (theme !== undefined) showTheme(document.documentElement, theme);
  }, [theme]);
  // Before the first paint: what a person presses while the page still waits for its theme counts.
  useActions(frameActions);
  useShortcuts();
  if (!isReady) return null;
  return (
    <>
      <AppFrame railFoot={<DownloadsButton />}>
        <CurrentScreen />
      </AppFrame>
      {isPaletteOpen ? <CommandPalette onClose={() => app.isPaletteOpen.set(false)} /> : null}
      <DownloadNotices />
      <DropZone />
      <ExchangeDialogs />
      <Toaster store={app.toasts} />
      <LiveRegion announcements={app.announcements} />
    </>
  );
}

function CurrentScreen() {
  const route = useRoute();
  switch (route.screen) {
    case 'chat':
      return <ChatScreen conversationId={route.conversationId} />;
    case 'compare':
      return <CompareScreen comparisonId={route.comparisonId} section={route.section ?? null} />;
    case 'library':
      return <LibraryScreen section={route.section ?? null} measure={(model) => <MeasureSection model={model} />} />;
    case 'discover':
      return <DiscoverScreen repo={route.repo} />;
    case 'downloads':
      return <DownloadsScreen />;
    case 'system':
      return <SystemScreen />;
    case 'settings':
      return <SettingsScreen />;
  }
}
