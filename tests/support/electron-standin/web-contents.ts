import { EventEmitter } from 'node:events';
import type { CDPSession, Page, Request as PageRequest } from '@playwright/test';
import type { HandlerDetails, WindowOpenHandlerResponse } from 'electron';
import { fromChromium, toChromium } from './address-map.ts';
import { ipcMain } from './ipc-main.ts';
import type { MessagePortMain } from './message-port.ts';
import { PageLink, type World } from './page-link.ts';
import { preventable } from './preventable.ts';
import { defaultSession } from './session.ts';

type WindowOpenHandler = (details: HandlerDetails) => WindowOpenHandlerResponse;
let nextId = 1;

/** A frame as ipcMain sees it: who sent this, and a way back to exactly that document. */
class StandInFrame {
  readonly origin: string;
  readonly parent: object | null;
  readonly #reply: (channel: string, ports: readonly MessagePortMain[], message: unknown) => void;

  constructor(world: World, link: PageLink) {
    this.origin = world.origin;
    this.parent = world.isMainFrame ? null : {};
    this.#reply = (channel, ports, message) => link.send(world, channel, [message], ports);
  }

  postMessage(channel: string, message: unknown, transfer: readonly MessagePortMain[] = []): void {
    this.#reply(channel, transfer, message);
  }
}

export class WebContents extends EventEmitter {
  readonly id = nextId++;
  readonly session = defaultSession;
  readonly #preloadPath: string | undefined;
  readonly #page = Promise.withResolvers<Page>();
  #link: PageLink | undefined;
  #present: Page | undefined;
  #windowOpenHandler: WindowOpenHandler = () => ({ action: 'allow' });
  /** Electron fires no navigation events for what the app itself loads. */
  #ownAddress: string | null = null;

  constructor(preloadPath: string | undefined) {
    super();
    this.#preloadPath = preloadPath;
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#windowOpenHandler = handler;
  }

  async loadURL(address: string): Promise<void> {
    const page = await this.#page.promise;
    await defaultSession.govern(page, originOf(address));
    this.#ownAddress = toChromium(address);
    await page.goto(this.#ownAddress, { waitUntil: 'load' });
    this.emit('did-finish-load');
  }

  getURL(): string {
    return fromChromium(this.#present?.url() ?? '');
  }

  send(channel: string, ...args: readonly unknown[]): void {
    const world = this.#link?.mainWorld;
    if (world) this.#link?.send(world, channel, args, []);
  }

  owns(page: Page): boolean {
    return this.#present === page;
  }

  /** Makes a Chromium page this contents' page. */
  async attach(page: Page): Promise<void> {
    this.#present = page;
    this.#link = await PageLink.attach(page, this.#preloadPath, (world, channel, args) => {
      if (!this.#link) return;
      const event = preventable({ sender: this, senderFrame: new StandInFrame(world, this.#link), ports: [] });
      ipcMain.emit(channel, event, ...args);
    });
    await this.#watchWindowOpen(await page.context().newCDPSession(page));
    this.#page.resolve(page);
  }

  detach(): void {
    this.#link?.close();
    this.emit('destroyed');
  }

  mayNavigate(request: PageRequest): boolean {
    const isMainFrame = request.frame().parentFrame() === null;
    if (isMainFrame && request.url() === this.#ownAddress) {
      this.#ownAddress = null;
      return true;
    }
    const details = { url: fromChromium(request.url()), isMainFrame, isSameDocument: false };
    return this.#allows('will-frame-navigate', details) && (!isMainFrame || this.#allows('will-navigate', details));
  }

  mayRedirect(request: PageRequest, location: string): boolean {
    const url = fromChromium(new URL(location, request.url()).href);
    const isMainFrame = request.frame().parentFrame() === null;
    return this.#allows('will-redirect', { url, isMainFrame, isSameDocument: false });
  }

  #allows(event: string, fields: object): boolean {
    const details = preventable(fields);
    this.emit(event, details);
    return !details.defaultPrevented;
  }

  /** Chromium has opened the page by the time it says so: the window's answer closes it again. */
  async #watchWindowOpen(devTools: CDPSession): Promise<void> {
    let isDenied = false;
    devTools.on('Page.windowOpen', ({ url, windowName }) => {
      const details: HandlerDetails = {
        url: fromChromium(url),
        frameName: windowName,
        features: '',
        disposition: 'foreground-tab',
        referrer: { url: '', policy: 'default' },
      };
      isDenied = this.#windowOpenHandler(details).action === 'deny';
    });
    this.#present?.on('popup', (popup) => {
      if (isDenied) void popup.close();
    });
    await devTools.send('Page.enable');
  }
}

function originOf(address: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(address)?.[0] ?? address;
}
