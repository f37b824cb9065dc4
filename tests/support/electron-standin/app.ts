import { EventEmitter } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page, Request as PageRequest } from '@playwright/test';
import type { BrowserWindow } from './browser-window.ts';
import { startChromium, type Chromium } from './chromium.ts';
import { lockInstance } from './instance-lock.ts';
import { preventable } from './preventable.ts';
import { defaultSession } from './session.ts';
import type { WebContents } from './web-contents.ts';

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

class StandInApp extends EventEmitter {
  readonly isPackaged = false;
  readonly windows = new Set<BrowserWindow>();
  readonly #paths = new Map<string, string>([['userData', join(homedir(), '.config', 'Counterweight')]]);
  readonly #switches: string[] = [];
  readonly #ready = Promise.withResolvers<void>();
  #chromium: Chromium | undefined;
  #isReady = false;
  #isQuitting = false;
  #isSandboxed = false;

  readonly commandLine = {
    appendSwitch: (name: string, value?: string): void => {
      this.assertEarly('commandLine.appendSwitch');
      this.#switches.push(value === undefined ? `--${name}` : `--${name}=${value}`);
    },
  };

  constructor() {
    super();
    // The main bundle runs to its end first; what it does meanwhile is what Electron calls "before ready".
    setImmediate(() => void this.#start());
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => this.quit());
  }

  /** Some things must happen before the app is ready; Electron throws, or worse, ignores them later. */
  assertEarly(what: string): void {
    if (this.#isReady) throw new Error(`${what} must be called before the app is ready`);
  }

  whenReady = (): Promise<void> => this.#ready.promise;
  isReady = (): boolean => this.#isReady;
  getVersion = (): string =>
    (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
  getPath = (name: string): string => this.#paths.get(name) ?? join(this.getPath('userData'), name);
  setAsDefaultProtocolClient = (): boolean => true;
  setAppUserModelId(_id: string): void {}

  setPath(name: string, path: string): void {
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`no such folder: ${path}`);
    this.assertEarly('setPath');
    this.#paths.set(name, path);
  }

  enableSandbox(): void {
    this.assertEarly('enableSandbox');
    this.#isSandboxed = true;
  }

  requestSingleInstanceLock(): boolean {
    const onSecond = (argv: string[]): void => {
      void this.whenReady().then(() => this.emit('second-instance', preventable({}), argv, process.cwd(), {}));
    };
    return lockInstance(this.getPath('userData'), process.argv, onSecond);
  }

  /** before-quit → every window closes → will-quit → quit; each of the first three can be prevented. */
  quit(): void {
    if (this.#isQuitting) return;
    this.#isQuitting = true;
    if (!this.#allows('before-quit')) return;
    for (const window of [...this.windows]) window.close();
    if (this.windows.size > 0) this.#isQuitting = false;
    else this.#shutDown();
  }

  /** Ends at once: neither before-quit nor will-quit. */
  exit(code = 0): void {
    this.#isQuitting = true;
    for (const window of [...this.windows]) window.destroy();
    this.#end(code);
  }

  adopt(window: BrowserWindow): void {
    if (!this.#isReady) throw new Error('Cannot create BrowserWindow before app is ready');
    if (!this.#isSandboxed) throw new Error('the app did not call enableSandbox');
    this.windows.add(window);
  }

  disown(window: BrowserWindow): void {
    this.windows.delete(window);
    if (this.windows.size > 0 || this.#isQuitting) return;
    if (this.listenerCount('window-all-closed') === 0) this.quit();
    else this.emit('window-all-closed');
  }

  async openPage(): Promise<Page> {
    if (!this.#chromium) throw new Error('not ready');
    const { context } = this.#chromium;
    const isTaken = (page: Page): boolean => [...this.windows].some((window) => window.webContents.owns(page));
    return context.pages().find((page) => !isTaken(page)) ?? (await context.newPage());
  }

  /** Tells the test, if one started this process, where to look. */
  announceWindow(): void {
    process.send?.({ type: 'window', endpoint: this.#chromium?.endpoint });
  }

  async #start(): Promise<void> {
    if (this.#isQuitting) return;
    this.#chromium = await startChromium(this.getPath('sessionData'), this.#switches);
    await defaultSession.intercept(
      this.#chromium.context,
      (request) => this.#ownerOf(request)?.mayNavigate(request) ?? false,
      (request, location) => this.#ownerOf(request)?.mayRedirect(request, location) ?? false,
    );
    this.#isReady = true;
    this.#ready.resolve();
    this.emit('ready', preventable({}), {});
  }

  /** Whose navigation this is; nobody's when it is the first of a page that a window tries to open. */
  #ownerOf(request: PageRequest): WebContents | null {
    try {
      const page = request.frame().page();
      return [...this.windows].find((window) => window.webContents.owns(page))?.webContents ?? null;
    } catch {
      return null;
    }
  }

  #shutDown(): void {
    if (this.#allows('will-quit')) this.#end(0);
  }

  #allows(name: 'before-quit' | 'will-quit'): boolean {
    const event = preventable({});
    this.emit(name, event);
    if (event.defaultPrevented) this.#isQuitting = false;
    return !event.defaultPrevented;
  }

  #end(code: number): void {
    this.emit('quit', preventable({}), code);
    process.exit(code);
  }
}

export const app = new StandInApp();
