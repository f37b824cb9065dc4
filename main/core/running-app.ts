import type { App } from './app.ts';

type RunningAppOptions = {
  readonly open: () => App | Promise<App>;
  /** Pages are cut off before the app closes; they connect again by themselves. */
  readonly onClosing: () => void;
  /** The app could not be opened again: this process has nothing to offer any more. */
  readonly onLost: (error: unknown) => void;
};

/**
 * The app of this process. A restore closes it and opens it again, on the data that lies there then.
 *
 *   opening ──▶ open ──reopen()──▶ closing ──▶ opening …
 *      └──▶ lost          └──dispose()──▶ closed
 */
export class RunningApp {
  readonly #options: RunningAppOptions;
  readonly #first = Promise.withResolvers<App>();
  #app: Promise<App> = this.#first.promise;
  #opened: App | null = null;
  #isClosed = false;

  constructor(options: RunningAppOptions) {
    this.#options = options;
    // Whoever asks for the app is told; here a failed start is only noted.
    this.#app.catch(() => undefined);
  }

  /** The app that answers now, or next. */
  get current(): Promise<App> {
    return this.#app;
  }

  /** Null while it opens, and from when it begins to close. */
  get opened(): App | null {
    return this.#opened;
  }

  /** Opens it for the first time. @throws as `open`. */
  async start(): Promise<App> {
    try {
      this.#first.resolve(await this.#open());
    } catch (error) {
      this.#first.reject(error);
    }
    return this.#first.promise;
  }

  /** Closes and opens again. Never rejects. */
  async reopen(): Promise<void> {
    if (this.#isClosed) return;
    this.#app = this.#again(this.#app);
    try {
      await this.#app;
    } catch (error) {
      this.#options.onLost(error);
    }
  }

  /** Closes what is open, for good. */
  async dispose(): Promise<void> {
    this.#isClosed = true;
    this.#opened = null;
    // What never opened has nothing to save.
    const app = await this.#app.catch(() => null);
    await app?.dispose();
  }

  async #again(before: Promise<App>): Promise<App> {
    const old = await before;
    this.#opened = null;
    this.#options.onClosing();
    await old.dispose();
    return this.#open();
  }

  async #open(): Promise<App> {
    const app = await this.#options.open();
    this.#opened = this.#isClosed ? null : app;
    return app;
  }
}
