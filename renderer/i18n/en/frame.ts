import type { Words } from '../words.ts';

/** Words of the frame: rail, banner, palette, document titles. */
export const frameWords = {
  'frame.app-name': 'Counterweight',
  'frame.document-title': '{screen} · Counterweight',
  'frame.skip-to-content': 'Skip to content',
  'frame.navigation': 'Screens',
  'frame.chat': 'Chat',
  'frame.library': 'Library',
  'frame.discover': 'Discover',
  'frame.settings': 'Settings',
  'frame.collapse-rail': 'Collapse sidebar',
  'frame.expand-rail': 'Expand sidebar',
  'frame.running': 'Running models',
  'frame.running-none': 'No model loaded',
  'frame.running-count': { one: '{count} model loaded', other: '{count} models loaded' },
  'frame.memory-free': '{free:memory} of {total:memory} free',
  'frame.memory-bar':
    'Memory: models use {models:memory}, other programs {others:memory}, {free:memory} of {total:memory} free',
  'frame.network-nothing': 'Nothing sent',
  'frame.network-nothing-why':
    'Nothing has left this computer since the app was started. It asks the Hub only when you search, open a model’s page or download.',
  'frame.network-asked': 'Asked {host}',
  'frame.network-asked-many': { one: 'Asked {count} host', other: 'Asked {count} hosts' },
  'frame.network-why': {
    one: '{count} request for your searches, pages and downloads: {sent:bytes} sent, {received:bytes} received. Conversations stay on this computer. Asked: {hosts}',
    other:
      '{count} requests for your searches, pages and downloads: {sent:bytes} sent, {received:bytes} received. Conversations stay on this computer. Asked: {hosts}',
  },
  'frame.reconnecting': 'Reconnecting…',
  'frame.reconnecting-why': 'What you see is the last known state. It will catch up by itself.',
  'frame.unreachable-title': 'Counterweight is not answering',
  'frame.unreachable-desktop':
    'The part of the app that runs models has not answered yet. It keeps trying; if this stays, quit and open Counterweight again.',
  'frame.unreachable-web':
    'It may have been stopped, or this page was opened without its launch link. Start it again and open the link it prints.',
  'frame.screen-failed-title': 'This screen ran into a fault',
  'frame.screen-failed-why': 'Your conversations and models are not affected. Opening the screen again usually helps.',
  'frame.open-again': 'Open again',
  'palette.title': 'Commands',
  'palette.placeholder': 'Type a command',
  'palette.empty': 'No command matches “{query}”',
  'palette.count': { one: '{count} command', other: '{count} commands' },
  'palette.section-go': 'Go to',
  'palette.section-chat': 'Chat',
  'palette.section-models': 'Models',
  'palette.section-view': 'View',
  'action.palette': 'Search commands',
  'action.go-chat': 'Go to chat',
  'action.go-library': 'Go to library',
  'action.go-settings': 'Open settings',
  'action.toggle-rail': 'Collapse or expand the sidebar',
  'action.theme-light': 'Use the light theme',
  'action.theme-dark': 'Use the dark theme',
  'action.theme-system': 'Follow the system theme',
} as const satisfies Words;
