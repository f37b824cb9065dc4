import type { Browser, Page } from '@playwright/test';
import type * as Electron from 'electron';

/** Runs a function in the desktop's main process with the electron module, the real one or the stand-in. */
export type MainProcess = {
  evaluate<Result, Argument = undefined>(
    ask: (electron: typeof Electron, argument: Argument) => Result | Promise<Result>,
    ...argument: Argument extends undefined ? [] : [Argument]
  ): Promise<Result>;
};

/** One run of the app, whatever its host. */
export type Launched = {
  readonly page: Page;
  /** Origin of the page as it sees itself. */
  readonly origin: string;
  /** Null in the web host, which has no desktop. */
  readonly main: MainProcess | null;
  /** Process id of the app. */
  readonly pid: number;
  /** Everything the app wrote to its terminal. */
  output(): string;
  /** Asks the app to end, as a person would, and waits until it is gone. */
  close(): Promise<void>;
  /** SIGKILL, and waits until it is gone. */
  kill(): Promise<void>;
  /** Resolves when the app has ended by itself. @returns its exit code. */
  ended(): Promise<number | null>;
};

export type LaunchOptions = {
  readonly dataDir: string;
  /** Further arguments of the app's own command line. */
  readonly args?: readonly string[];
  /** Environment variables besides the test's own. */
  readonly env?: Readonly<Record<string, string>>;
  /** Chromium for the web host's page. */
  readonly browser: () => Promise<Browser>;
};
