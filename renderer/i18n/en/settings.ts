import type { Words } from '../words.ts';

/** Words of the settings screen. */
export const settingsWords = {
  'settings.title': 'Settings',

  'settings.appearance': 'Appearance',
  'settings.theme': 'Theme',
  'settings.theme-why': 'System follows the light or dark setting of this computer.',
  'settings.theme-system': 'System',
  'settings.theme-light': 'Light',
  'settings.theme-dark': 'Dark',

  'settings.models': 'Models',
  'settings.idle': 'Unload an idle model',
  'settings.idle-why': 'Ends the model’s process and gives its memory back. The next message loads it again.',
  'settings.idle-never': 'Never',
  'settings.idle-after': { one: 'After {count} minute', other: 'After {count} minutes' },
  'settings.idle-after-hours': { one: 'After {count} hour', other: 'After {count} hours' },

  'settings.privacy': 'Privacy',
  'settings.privacy-title': 'Nothing leaves this computer',
  'settings.privacy-network': 'This version connects to no other computer: no account, no telemetry, no update check.',
  'settings.privacy-storage': 'Conversations are kept in one database file in the data folder below, and nowhere else.',
  'settings.privacy-process':
    'Models run in processes of their own on this computer. Your words go to them and nowhere else.',

  'settings.computer': 'App and computer',
  'settings.data-folder': 'Data folder',
  'settings.copy-data-folder': 'Copy the path of the data folder',
  'settings.version': 'Version',
  'settings.host': 'Runs as',
  'settings.host-desktop': 'Desktop app',
  'settings.host-web': 'Page in a browser on this computer',
  'settings.system': 'System',
  'settings.platform-linux': 'Linux',
  'settings.platform-darwin': 'macOS',
  'settings.platform-win32': 'Windows',
  'settings.platform-other': 'Other',
  'settings.processor': 'Processor',
  'settings.cores': { one: '{name}, {count} core', other: '{name}, {count} cores' },
  'settings.memory': 'Memory',
} as const satisfies Words;
