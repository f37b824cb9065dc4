import { EventEmitter } from 'node:events';
import type { Page } from '@playwright/test';
import type { BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { app } from './app.ts';
import { preventable } from './preventable.ts';
import { WebContents } from './web-contents.ts';

/** A Chromium page that says it is a window: it has Electron's events and state, and no frame to look at. */
export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContents;
  #bounds: Rectangle;
  #page: Page | undefined;
  #isDestroyed = false;
  #isVisible: boolean;
  #isMaximized = false;
  #isMinimized = false;
  #isFocused = false;
  /** What the app's icon shows; below zero nothing. */
  progress = -1;

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super();
    const { sandbox, contextIsolation, nodeIntegration, preload } = options.webPreferences ?? {};
    if (sandbox === false || contextIsolation === false || nodeIntegration) {
      throw new Error('the stand-in has only sandboxed, isolated pages without Node');
    }
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.#bounds = { x, y, width, height };
    this.#isVisible = options.show ?? true;
    this.webContents = new WebContents(preload);
    app.adopt(this);
    app.emit('web-contents-created', preventable({}), this.webContents);
    this.webContents.once('did-finish-load', () => {
      this.emit('ready-to-show');
      app.announceWindow();
    });
    void this.#open();
  }

  static getAllWindows(): BrowserWindow[] {
    return [...app.windows];
  }

  static getFocusedWindow(): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.isFocused()) ?? null;
  }

  loadURL(address: string): Promise<void> {
    return this.webContents.loadURL(address);
  }

  /** Asks first, as a click on the window's cross does. */
  close(): void {
    const event = preventable({});
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.webContents.detach();
    void this.#page?.close().catch(() => undefined);
    this.emit('closed');
    app.disown(this);
  }

  isDestroyed = (): boolean => this.#isDestroyed;
  isVisible = (): boolean => this.#isVisible;
  isMaximized = (): boolean => this.#isMaximized;
  isMinimized = (): boolean => this.#isMinimized;
  getNormalBounds = (): Rectangle => ({ ...this.#bounds });
  isFocused = (): boolean => this.#isFocused;
  maximize = (): void => void (this.#isMaximized = true);
  restore = (): void => void (this.#isMinimized = false);
  setProgressBar = (progress: number): void => void (this.progress = progress);

  /** Also gives the focus, as `showInactive` would not. */
  show(): void {
    this.#isVisible = true;
    this.focus();
  }
  hide(): void {
    this.#isVisible = false;
    this.blur();
  }
  minimize(): void {
    this.#isMinimized = true;
    this.blur();
  }
  focus(): void {
    this.#isFocused = true;
    this.emit('focus');
  }
  blur(): void {
    this.#isFocused = false;
    this.emit('blur');
  }
  setBackgroundColor(_colour: string): void {}
  setTitleBarOverlay(_overlay: object): void {}

  setBounds(bounds: Rectangle): void {
    this.#bounds = { ...bounds };
    void this.#page?.setViewportSize(bounds);
    this.emit('resize');
    this.emit('move');
  }

  async #open(): Promise<void> {
    const page = await app.openPage();
    this.#page = page;
    page.once('close', () => this.destroy());
    await page.setViewportSize({ width: this.#bounds.width, height: this.#bounds.height });
    await this.webContents.attach(page);
  }
}
