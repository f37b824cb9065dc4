import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createAppConnections } from '../api/app-connections.ts';
import { composeApp } from '../compose.ts';
import type { App } from '../core/app.ts';
import type { Logger } from '../core/ports/host.ts';
import { RunningApp } from '../core/running-app.ts';
import { watchSleep } from '../core/system/sleep-watch.ts';
import { createFileLogger } from '../logging/file-logger.ts';
import { createWebHost } from './host.ts';
import { createWebSecretStore } from './secret-store.ts';
import { startWebServer, type WebServer } from './http-server.ts';
import { openBrowser } from './open-browser.ts';
import { parseWebOptions, type WebOptions } from './options.ts';
import { readRendererFiles } from './renderer-files.ts';
import { explainStartUpError } from './start-up-errors.ts';

/** Longest time that closing may take before the process ends anyway; durability does not depend on it. */
const closingLimitMs = 8_000;

/** Runs until SIGINT or SIGTERM. @returns the exit code. */
export async function runWebHost(args: readonly string[]): Promise<number> {
  try {
    const options = parseWebOptions(args);
    return await serve(options, createFileLogger(options.dataFolder));
  } catch (error) {
    const explanation = explainStartUpError(error);
    if (explanation === null) throw error;
    process.stderr.write(`${explanation}\n`);
    return 1;
  }
}

async function serve(options: WebOptions, logger: Logger): Promise<number> {
  const lost = Promise.withResolvers<never>();
  let server: WebServer | undefined;
  const running: RunningApp = new RunningApp({
    open: () => compose(options.dataFolder, logger, () => void running.reopen()),
    onClosing: () => server?.disconnect(),
    onLost: (error) => {
      logger.error('reopen', error);
      lost.reject(error);
    },
  });
  await running.start();
  const onConnection = createAppConnections(running, logger);
  try {
    server = await startWebServer({ port: options.port, files: readRendererFiles(rendererFolder()), onConnection });
  } catch (error) {
    await running.dispose();
    throw error;
  }
  watchSleep(() => void running.current.then(({ services }) => services.system.resumed()));
  const ended = untilAskedToEnd();
  process.stdout.write(`Counterweight is ready at ${server.address}\n`);
  if (options.shouldOpen) openBrowser(server.address);
  await Promise.race([ended, lost.promise]);
  setTimeout(() => process.exit(0), closingLimitMs).unref();
  await running.dispose();
  await server.close();
  return 0;
}

function compose(dataFolder: string, logger: Logger, reopen: () => void): App {
  return composeApp({
    dataFolder,
    host: createWebHost(dataFolder, reopen),
    logger,
    secrets: createWebSecretStore(dataFolder),
    runner: runnerPaths(),
  });
}

async function untilAskedToEnd(): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}

/** The folder of this file: `dist/main` in the bundle, `main/web` when run from source. */
const here = dirname(fileURLToPath(import.meta.url));
const isBundled = existsSync(join(here, 'runner.mjs'));

function rendererFolder(): string {
  return isBundled ? join(here, '..', 'renderer') : join(here, '..', '..', 'dist', 'renderer');
}

function runnerPaths(): { nodePath: string; entryPath: string; execArgv: readonly string[] } {
  const nodePath = process.execPath;
  if (isBundled) return { nodePath, entryPath: join(here, 'runner.mjs'), execArgv: [] };
  const execArgv = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'];
  return { nodePath, entryPath: join(here, '..', 'runner', 'entry.ts'), execArgv };
}
