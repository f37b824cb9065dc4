import type { Browser, Page } from '@playwright/test';
import { launchElectron } from './launch-electron.ts';
import { launchShell } from './launch-shell.ts';
import { launchWeb } from './launch-web.ts';
import type { Launched, LaunchOptions, MainProcess } from './launched.ts';
import { ProblemWatch } from './problem-watch.ts';

export type HostName = 'web' | 'shell' | 'electron';

const launchers: Readonly<Record<HostName, (options: LaunchOptions) => Promise<Launched>>> = {
  web: launchWeb,
  shell: launchShell,
  electron: launchElectron,
};

/** The app under test: the same on every host, through as many runs on one data folder as a test needs. */
export class RunningApp {
  readonly host: HostName;
  readonly dataDir: string;
  readonly watch = new ProblemWatch();
  readonly #browser: () => Promise<Browser>;
  #run: Launched | undefined;

  constructor(host: HostName, dataDir: string, browser: () => Promise<Browser>) {
    this.host = host;
    this.dataDir = dataDir;
    this.#browser = browser;
  }

  /** The page of the present run. */
  get page(): Page {
    return this.#current.page;
  }
  get origin(): string {
    return this.#current.origin;
  }
  get pid(): number {
    return this.#current.pid;
  }
  get output(): string {
    return this.#current.output();
  }
  get isRunning(): boolean {
    return this.#run !== undefined;
  }

  /** The desktop's main process. @throws in the web host. */
  get main(): MainProcess {
    if (!this.#current.main) throw new Error('the web host has no desktop process');
    return this.#current.main;
  }

  async start(args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<Page> {
    this.#run = await launchers[this.host]({ dataDir: this.dataDir, args, env, browser: this.#browser });
    this.watch.watch(this.page);
    return this.page;
  }

  /** Ends the app as a person would and starts it again on the same data. */
  async restart(): Promise<Page> {
    await this.close();
    return this.start();
  }

  /** @returns everything this run wrote to its terminal, the last words included. */
  async close(): Promise<string> {
    const run = this.#run;
    this.#run = undefined;
    await run?.close();
    return run?.output() ?? '';
  }

  /** SIGKILL to the app itself: nothing can be saved any more. `start` opens it again. */
  async kill(): Promise<void> {
    const run = this.#run;
    this.#run = undefined;
    await run?.kill();
  }

  /** Waits for an app that is ending by itself. */
  async ended(): Promise<number | null> {
    const run = this.#current;
    this.#run = undefined;
    return run.ended();
  }

  /** What the native open dialog will answer from now on; null cancels. Nothing to do in the web host. */
  async answerOpenDialog(path: string | null): Promise<void> {
    if (this.host === 'web') return;
    await this.main.evaluate(({ dialog }, filePath) => {
      dialog.showOpenDialog = () =>
        Promise.resolve({ canceled: filePath === null, filePaths: filePath === null ? [] : [filePath] });
    }, path);
  }

  get #current(): Launched {
    if (!this.#run) throw new Error('the app is not running');
    return this.#run;
  }
}
