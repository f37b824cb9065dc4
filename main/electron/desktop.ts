import { join } from 'node:path';
import { app, nativeTheme, powerMonitor, safeStorage, session, type BrowserWindow } from 'electron';
import type { OpenRequest } from '../contract/open-request.ts';
import type { App } from '../core/app.ts';
import { RunningApp } from '../core/running-app.ts';
import { createFileLogger } from '../logging/file-logger.ts';
import { serveApp } from './app-protocol.ts';
import { listenForRequests } from './deep-link.ts';
import { ExternalOpener } from './external-opener.ts';
import { createElectronHost } from './host.ts';
import { installMenu } from './menu.ts';
import { lockNavigation } from './navigation.ts';
import { keepOffline } from './offline.ts';
import { parseArguments } from './open-request.ts';
import { denyPermissions } from './permissions.ts';
import { PortHandOver, type Serve } from './port-hand-over.ts';
import { saveBeforeQuit } from './quit.ts';
import { createElectronSecretStore } from './secret-store.ts';
import { locateRunner } from './runner-files.ts';
import { openWindow } from './window.ts';

type DesktopOptions = {
  readonly dataFolder: string;
  /** `dist/main`, where the bundles are. */
  readonly mainFolder: string;
  /** The data could not be opened again after it was closed; the app must end. */
  readonly onLost: (error: unknown) => void;
};

/** The desktop app: one window, one port, one set of services. */
export class Desktop {
  readonly #options: DesktopOptions;
  readonly #logger;
  readonly #opener = new ExternalOpener(() => this.#openWindow);
  readonly #running: RunningApp;
  readonly #handOver: PortHandOver;
  #window: BrowserWindow | null = null;
  #pending: OpenRequest | null = null;

  constructor(options: DesktopOptions) {
    this.#options = options;
    this.#logger = createFileLogger(options.dataFolder);
    this.#running = new RunningApp({
      open: () => this.#open(),
      onClosing: () => this.#handOver.disconnect(),
      onLost: (error) => {
        this.#logger.error('reopen', error);
        this.#openWindow?.hide();
        options.onLost(error);
      },
    });
    this.#handOver = new PortHandOver({
      page: () => this.#openWindow?.webContents ?? null,
      serve: async () => this.#server(await this.#running.current),
      onConnect: () => this.#deliver(),
      logger: this.#logger,
    });
  }

  /** Rejects when the services could not start; the app must then end. */
  async start(): Promise<void> {
    this.#listen();
    await app.whenReady();
    const { mainFolder } = this.#options;
    serveApp(session.defaultSession, join(mainFolder, '..', 'renderer'));
    denyPermissions(session.defaultSession);
    keepOffline(session.defaultSession);
    installMenu(!app.isPackaged);
    this.#show();
    try {
      // The page loads in its own process while the database opens in this one.
      await this.#running.start();
      powerMonitor.on('resume', () => void this.#running.opened?.services.system.resumed());
    } catch (error) {
      this.#logger.error('start', error);
      this.#openWindow?.hide();
      throw error;
    }
  }

  get #openWindow(): BrowserWindow | null {
    return this.#window?.isDestroyed() === false ? this.#window : null;
  }

  #listen(): void {
    this.#pending = parseArguments(process.argv);
    this.#handOver.listen();
    lockNavigation((address) => this.#opener.open(address));
    listenForRequests((request) => this.#request(request));
    saveBeforeQuit(() => this.#close(), this.#logger);
    app.on('activate', () => {
      if (app.isReady() && !this.#openWindow) this.#show();
    });
    app.on('window-all-closed', () => {
      if (process.platform !== 'darwin') app.quit();
    });
  }

  #show(): void {
    this.#window = openWindow({
      preloadPath: join(this.#options.mainFolder, '..', 'preload', 'preload.cjs'),
      statePath: join(this.#options.dataFolder, 'window.json'),
      isDevelopment: !app.isPackaged,
    });
  }

  async #open(): Promise<App> {
    const opened = await this.#compose();
    opened.services.settings.watch(({ theme }) => (nativeTheme.themeSource = theme));
    return opened;
  }

  async #compose(): Promise<App> {
    // Loaded only now: the database's native code and the services would delay the window.
    const { composeApp } = await import('../compose.ts');
    const { dataFolder, mainFolder } = this.#options;
    const { isPackaged } = app;
    const { platform, resourcesPath, env } = process;
    return composeApp({
      dataFolder,
      host: createElectronHost({
        window: () => this.#openWindow,
        reveal: () => this.#reveal(),
        reopen: () => void this.#running.reopen(),
        opener: this.#opener,
        dataFolder,
      }),
      logger: this.#logger,
      secrets: await createElectronSecretStore(dataFolder, safeStorage),
      runner: locateRunner({ isPackaged, platform, resourcesPath, mainFolder, env }),
    });
  }

  async #server({ services }: App): Promise<Serve> {
    const { createConnectionHandler } = await import('../api/socket-server.ts');
    return createConnectionHandler({ services, logger: this.#logger });
  }

  #request(request: OpenRequest | null): void {
    this.#pending = request ?? this.#pending;
    const hasPage = this.#openWindow !== null;
    this.#reveal();
    if (hasPage) this.#deliver();
  }

  #reveal(): void {
    const window = this.#openWindow;
    if (window?.isMinimized()) window.restore();
    window?.show();
    window?.focus();
    if (!window && app.isReady()) this.#show();
  }

  /** Hands the page what the outside asked for. Kept until a page is connected and can act on it. */
  #deliver(): void {
    const pending = this.#pending;
    if (!pending || !this.#handOver.isConnected) return;
    this.#pending = null;
    if (pending.kind !== 'hub-model') return this.#openWindow?.webContents.send('counterweight:open', pending);
    const { repo, file } = pending;
    this.#running.current.then(
      ({ services }) => services.openRequests.ask({ repo, file }),
      () => undefined,
    );
  }

  /** Refuse calls, then replies are saved, runners end, the log is checkpointed and the database closes. */
  async #close(): Promise<void> {
    this.#handOver.close();
    await this.#running.dispose();
  }
}
