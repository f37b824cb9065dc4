import {
  BrowserWindow,
  nativeTheme,
  screen,
  type BrowserWindowConstructorOptions,
  type WebPreferences,
} from 'electron';
import { startAddress } from './app-origin.ts';
import { placeWindow, readStoredWindow, smallestWindow, storeWindow } from './window-state.ts';

export type WindowOptions = {
  readonly preloadPath: string;
  /** Where the window's size and place are remembered. */
  readonly statePath: string;
  readonly isDevelopment: boolean;
};

const titleBarHeight = 44;

/** Opens the one window, hidden until its first paint. */
export function openWindow(options: WindowOptions): BrowserWindow {
  const areas = screen.getAllDisplays().map((display) => display.workArea);
  const placement = placeWindow(readStoredWindow(options.statePath), areas);
  const window = new BrowserWindow({
    width: placement.width,
    height: placement.height,
    ...placement.position,
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    show: false,
    title: 'Counterweight',
    backgroundColor: backgroundColour(),
    autoHideMenuBar: true,
    ...titleBar(process.platform),
    webPreferences: pagePreferences(options),
  });
  if (placement.isMaximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  rememberPlace(window, options.statePath);
  followTheme(window);
  void window.loadURL(startAddress).catch(() => undefined);
  return window;
}

function pagePreferences(options: WindowOptions): WebPreferences {
  return {
    preload: options.preloadPath,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    spellcheck: false,
    navigateOnDragDrop: false,
    devTools: options.isDevelopment,
    // Replies are kept by main, so a hidden page may sleep; it paints what it missed when it is looked at again.
    backgroundThrottling: true,
  };
}

function titleBar(platform: NodeJS.Platform): BrowserWindowConstructorOptions {
  if (platform === 'darwin') return { titleBarStyle: 'hidden', trafficLightPosition: { x: 16, y: 14 } };
  if (platform === 'win32') return { titleBarStyle: 'hidden', titleBarOverlay: overlay() };
  // Linux desktops differ too much in what a frame is; they keep their own.
  return {};
}

function overlay(): { color: string; symbolColor: string; height: number } {
  const symbolColor = nativeTheme.shouldUseDarkColors ? '#d6d2cc' : '#46423d';
  return { color: '#00000000', symbolColor, height: titleBarHeight };
}

/** The page's own `--surface`, so that the first frame does not flash. */
function backgroundColour(): string {
  return nativeTheme.shouldUseDarkColors ? '#161513' : '#fcfbfa';
}

function followTheme(window: BrowserWindow): void {
  const apply = (): void => {
    window.setBackgroundColor(backgroundColour());
    if (process.platform === 'win32') window.setTitleBarOverlay(overlay());
  };
  nativeTheme.on('updated', apply);
  window.once('closed', () => nativeTheme.off('updated', apply));
}

function rememberPlace(window: BrowserWindow, statePath: string): void {
  let timer: NodeJS.Timeout | undefined;
  const store = (): void => {
    clearTimeout(timer);
    if (!window.isDestroyed()) storeWindow(statePath, window.getNormalBounds(), window.isMaximized());
  };
  const storeSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(store, 500);
  };
  window.on('resize', storeSoon);
  window.on('move', storeSoon);
  window.on('close', store);
  window.once('closed', () => clearTimeout(timer));
}
