import type * as Electron from 'electron';
import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { ipcMain } from './ipc-main.ts';
import { MessageChannelMain } from './message-port.ts';
import { dialog, Menu, nativeTheme, powerMonitor, protocol, safeStorage, screen, shell } from './native-parts.ts';
import { Notification } from './notification.ts';
import { answerQuestions } from './questions.ts';
import { defaultSession } from './session.ts';

/*
 * A stand-in for the `electron` module, for machines where Electron's binary cannot be had: the part of it that
 * `main/electron` and `preload` use, over a real Chromium page. The types below hold it to Electron's own.
 */
const session = { defaultSession };

type Same<Whole, Key extends keyof Whole> = Pick<Whole, Key>;
app satisfies Same<
  Electron.App,
  'isPackaged' | 'whenReady' | 'isReady' | 'getVersion' | 'quit' | 'exit' | 'enableSandbox' | 'setPath'
>;
app.requestSingleInstanceLock satisfies Electron.App['requestSingleInstanceLock'];
app.commandLine satisfies Same<Electron.CommandLine, 'appendSwitch'>;
protocol satisfies Same<Electron.Protocol, 'registerSchemesAsPrivileged'>;
defaultSession.protocol satisfies Same<Electron.Protocol, 'handle'>;
defaultSession satisfies Same<
  Electron.Session,
  | 'setPermissionCheckHandler'
  | 'setPermissionRequestHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setBluetoothPairingHandler'
  | 'setSpellCheckerEnabled'
>;
dialog satisfies Same<Electron.Dialog, 'showErrorBox'>;
safeStorage satisfies Same<
  Electron.SafeStorage,
  'getSelectedStorageBackend' | 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'
>;
shell satisfies Same<Electron.Shell, 'openExternal' | 'openPath'>;
BrowserWindow.prototype satisfies Same<
  Electron.BrowserWindow,
  'show' | 'hide' | 'minimize' | 'focus' | 'blur' | 'isFocused' | 'setProgressBar'
>;
Notification satisfies Same<typeof Electron.Notification, 'isSupported'>;
Notification.prototype satisfies Same<Electron.Notification, 'title' | 'body' | 'show'>;
nativeTheme satisfies Same<Electron.NativeTheme, 'themeSource' | 'shouldUseDarkColors'>;

const electron = {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  nativeTheme,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
};
answerQuestions(electron);

export {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  nativeTheme,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
};
