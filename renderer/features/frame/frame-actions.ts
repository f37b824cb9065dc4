import type { Settings } from '../../../main/contract/settings.ts';
import type { AppAction, AppServices } from '../../state/app-services.ts';
import { liveValue } from '../../state/stream.ts';

function settingsOf(app: AppServices): Settings | null {
  return liveValue(app.settings.store.get());
}

function themeAction(theme: Settings['theme']): AppAction {
  return {
    id: `view.theme-${theme}`,
    label: `action.theme-${theme}`,
    icon: theme,
    section: 'view',
    isEnabled: (app) => (settingsOf(app)?.theme ?? theme) !== theme,
    run: (app) => app.updateSettings({ theme }),
  };
}

/** Commands that exist on every screen. */
export const frameActions: readonly AppAction[] = [
  {
    id: 'app.palette',
    label: 'action.palette',
    icon: 'search',
    section: 'go',
    shortcut: { keys: 'mod+k' },
    isHiddenInPalette: true,
    run: (app) => app.isPaletteOpen.set(true),
  },
  {
    // On the chat screen itself the chat offers its own.
    id: 'go.new-chat',
    label: 'action.go-new-chat',
    icon: 'new-chat',
    section: 'chat',
    shortcut: { keys: 'mod+n', keysInBrowser: ['alt+n', 'mod+n'] },
    isEnabled: (app) => app.router.route.get().screen !== 'chat',
    run: (app) => app.router.navigate({ screen: 'chat', conversationId: null }),
  },
  {
    id: 'go.chat',
    label: 'action.go-chat',
    icon: 'chat',
    section: 'go',
    isEnabled: (app) => app.router.route.get().screen !== 'chat',
    run: (app) => app.router.navigate({ screen: 'chat', conversationId: null }),
  },
  {
    id: 'go.library',
    label: 'action.go-library',
    icon: 'library',
    section: 'go',
    isEnabled: (app) => app.router.route.get().screen !== 'library',
    run: (app) => app.router.navigate({ screen: 'library' }),
  },
  {
    id: 'go.discover',
    label: 'action.go-discover',
    icon: 'discover',
    section: 'go',
    isEnabled: (app) => app.router.route.get().screen !== 'discover',
    run: (app) => app.router.navigate({ screen: 'discover', repo: null }),
  },
  {
    id: 'go.settings',
    label: 'action.go-settings',
    icon: 'settings',
    section: 'go',
    shortcut: { keys: 'mod+,' },
    isEnabled: (app) => app.router.route.get().screen !== 'settings',
    run: (app) => app.router.navigate({ screen: 'settings' }),
  },
  {
    id: 'view.toggle-rail',
    label: 'action.toggle-rail',
    icon: 'panel-close',
    section: 'view',
    shortcut: { keys: 'mod+b' },
    isEnabled: (app) => settingsOf(app) !== null,
    run: (app) => app.updateSettings({ isRailCollapsed: settingsOf(app)?.isRailCollapsed !== true }),
  },
  themeAction('system'),
  themeAction('light'),
  themeAction('dark'),
];
