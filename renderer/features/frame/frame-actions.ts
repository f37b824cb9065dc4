import type { Settings } from '../../../main/contract/settings.ts';
import type { AppAction, AppServices } from '../../state/app-services.ts';
import { chatSessionOf } from '../../state/chat/chat-session.ts';
import { findEverywhere } from '../../state/chat/find/find-session.ts';
import { startComparison } from '../../state/compare/setup/comparison-source.ts';
import { compareSections, type CompareSection, type Route } from '../../state/route.ts';
import { startChat } from '../../state/start-chat.ts';
import { liveValue } from '../../state/stream.ts';

function settingsOf(app: AppServices): Settings | null {
  return liveValue(app.settings.store.get());
}

function hasConversations(app: AppServices): boolean {
  return (liveValue(chatSessionOf(app).list.store.get())?.conversations.length ?? 0) > 0;
}

function isAtSection(route: Route, section: CompareSection): boolean {
  return route.screen === 'compare' && route.section === section;
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
    id: 'chat.new',
    label: 'action.chat-new',
    icon: 'new-chat',
    section: 'chat',
    shortcut: { keys: 'mod+n', keysInBrowser: ['alt+n', 'mod+n'] },
    run: (app) => startChat(app),
  },
  {
    id: 'chat.find',
    label: 'action.chat-find',
    icon: 'search',
    section: 'chat',
    shortcut: { keys: 'mod+f' },
    // Without conversations there is no search field; then the browser's own search stays.
    isEnabled: hasConversations,
    run: (app) => {
      if (app.router.route.get().screen !== 'chat') app.router.navigate({ screen: 'chat', conversationId: null });
      if (settingsOf(app)?.isConversationListOpen === false) app.updateSettings({ isConversationListOpen: true });
      app.wantedFocus.set('conversation-search');
    },
  },
  {
    id: 'find.everywhere',
    label: 'action.find-everywhere',
    icon: 'search',
    section: 'chat',
    shortcut: { keys: 'mod+shift+f' },
    isEnabled: hasConversations,
    run: (app) => findEverywhere(app, ''),
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
    id: 'go.compare',
    label: 'action.go-compare',
    icon: 'compare',
    section: 'go',
    isEnabled: (app) => app.router.route.get().screen !== 'compare',
    run: (app) => app.router.navigate({ screen: 'compare', comparisonId: null }),
  },
  ...compareSections.map((section): AppAction => ({
    id: `go.${section}`,
    label: `action.go-${section}`,
    icon: 'compare',
    section: 'go',
    isEnabled: (app) => !isAtSection(app.router.route.get(), section),
    run: (app) => app.router.navigate({ screen: 'compare', comparisonId: null, section }),
  })),
  {
    id: 'compare.new',
    label: 'action.new-comparison',
    icon: 'compare',
    section: 'compare',
    shortcut: { keys: 'mod+shift+n' },
    run: (app) => startComparison(app, null),
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
    id: 'go.system',
    label: 'action.go-system',
    icon: 'cpu',
    section: 'go',
    isEnabled: (app) => app.router.route.get().screen !== 'system',
    run: (app) => app.router.navigate({ screen: 'system' }),
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
  {
    id: 'network.toggle-offline',
    label: 'action.toggle-offline',
    icon: 'offline',
    section: 'view',
    isEnabled: (app) => settingsOf(app) !== null,
    run: (app) => app.updateSettings({ isOffline: settingsOf(app)?.isOffline !== true }),
  },
  themeAction('system'),
  themeAction('light'),
  themeAction('dark'),
];
