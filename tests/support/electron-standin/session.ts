import { EventEmitter } from 'node:events';
import type { BrowserContext, Page, Request as PageRequest, Route } from '@playwright/test';
import type { CallbackResponse, OnBeforeRequestListenerDetails, Session } from 'electron';
import { fromChromium, toChromium } from './address-map.ts';
import { preventable } from './preventable.ts';

type Handler = Parameters<Session['protocol']['handle']>[1];
type BeforeRequest = (details: OnBeforeRequestListenerDetails, callback: (response: CallbackResponse) => void) => void;
type CheckHandler = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>;
type RequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>;

/** Electron's name of a permission, and Chromium's own for DevTools. */
const permissionNames = {
  geolocation: ['geolocation'],
  notifications: ['notifications'],
  media: ['camera', 'microphone'],
  midi: ['midi'],
  'clipboard-read': ['clipboard-read'],
  'clipboard-sanitized-write': ['clipboard-write'],
  'persistent-storage': ['persistent-storage'],
  'idle-detection': ['idle-detection'],
  'display-capture': ['display-capture'],
  'local-fonts': ['local-fonts'],
  'window-management': ['window-management'],
  'screen-wake-lock': ['screen-wake-lock'],
} as const;

/** Decides what a navigation may do before anything is asked for it. */
export type NavigationJudge = (request: PageRequest) => boolean;
export type RedirectJudge = (request: PageRequest, location: string) => boolean;

class StandInSession extends EventEmitter {
  readonly #handlers = new Map<string, Handler>();
  #beforeRequest: BeforeRequest | null = null;
  #check: CheckHandler | null = null;
  /** Kept for tests to ask: Chromium is told the check handler's answers, so it never gets to a request. */
  permissionRequestHandler: RequestHandler | null = null;
  isSpellCheckerEnabled = true;

  readonly protocol = {
    handle: (scheme: string, handler: Handler): void => void this.#handlers.set(scheme, handler),
  };
  readonly webRequest = {
    onBeforeRequest: (listener: BeforeRequest | null): void => void (this.#beforeRequest = listener),
  };

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.permissionRequestHandler = handler;
  }
  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.#check = handler;
  }
  setDevicePermissionHandler(_handler: unknown): void {}
  setDisplayMediaRequestHandler(_handler: unknown): void {}
  setBluetoothPairingHandler(_handler: unknown): void {}
  setSpellCheckerEnabled(isEnabled: boolean): void {
    this.isSpellCheckerEnabled = isEnabled;
  }

  /** Puts the app's answers about permissions and downloads into force for one page. */
  async govern(page: Page, origin: string): Promise<void> {
    const devTools = await page.context().newCDPSession(page);
    for (const [permission, names] of Object.entries(permissionNames)) {
      const isGranted = this.#isGranted(permission as keyof typeof permissionNames, origin);
      for (const name of names) {
        const setting = isGranted ? 'granted' : 'denied';
        await devTools.send('Browser.setPermission', { permission: { name }, setting, origin: toChromium(origin) });
      }
    }
    page.on('download', (download) => {
      const event = preventable({});
      this.emit('will-download', event, { getURL: () => download.url() }, null);
      if (event.defaultPrevented) void download.cancel();
    });
  }

  #isGranted(permission: keyof typeof permissionNames, origin: string): boolean {
    // Without a handler Electron grants everything.
    const details = { isMainFrame: true, requestingUrl: origin };
    return this.#check?.(null, permission, origin, details) ?? true;
  }

  /** Answers every request of the browser as the app would; nothing ever reaches a network. */
  async intercept(context: BrowserContext, mayNavigate: NavigationJudge, mayRedirect: RedirectJudge): Promise<void> {
    await context.route('**/*', async (route, request) => {
      // A page that is closed meanwhile needs no answer.
      await this.#respond(route, request, mayNavigate, mayRedirect).catch(() => undefined);
    });
  }

  async #respond(route: Route, request: PageRequest, mayNavigate: NavigationJudge, mayRedirect: RedirectJudge) {
    if (request.isNavigationRequest() && !mayNavigate(request)) return route.abort('aborted');
    if (await this.#isCancelled(request)) return route.abort('blockedbyclient');
    const address = fromChromium(request.url());
    const handler = this.#handlers.get(address.slice(0, address.indexOf(':')));
    if (!handler) return route.abort('internetdisconnected');
    return this.#answer(route, request, handler, address, mayRedirect);
  }

  async #answer(route: Route, request: PageRequest, handler: Handler, address: string, mayRedirect: RedirectJudge) {
    const response = await handler(new Request(address, { method: request.method(), headers: request.headers() }));
    const location = response.headers.get('location');
    if (location && response.status >= 300 && response.status < 400 && !mayRedirect(request, location)) {
      return route.abort('aborted');
    }
    const body = Buffer.from(await response.arrayBuffer());
    return route.fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body });
  }

  #isCancelled(request: PageRequest): Promise<boolean> {
    const listener = this.#beforeRequest;
    if (!listener) return Promise.resolve(false);
    const details: OnBeforeRequestListenerDetails = {
      id: 0,
      url: fromChromium(request.url()),
      method: request.method(),
      resourceType: request.isNavigationRequest() ? 'mainFrame' : 'other',
      referrer: '',
      timestamp: Date.now(),
      uploadData: [],
    };
    return new Promise((resolve) => listener(details, ({ cancel }) => resolve(cancel === true)));
  }
}

export const defaultSession = new StandInSession();
