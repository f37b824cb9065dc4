import { createApp, type App } from './core/app.ts';
import { computeThreads } from './core/hardware/compute-threads.ts';
import type { Host, Logger } from './core/ports/host.ts';
import { createGgufReader } from './gguf/gguf-reader.ts';
import { createNodeRunnerHost } from './runners/node-runner-host.ts';
import { createRunnerPool } from './runners/runner-pool.ts';
import { openStorage } from './storage/storage.ts';

export type ComposeOptions = {
  readonly dataFolder: string;
  readonly host: Host;
  readonly logger: Logger;
  /** The plain Node binary that runners start with, and their bundled entry. */
  readonly runner: { readonly nodePath: string; readonly entryPath: string; readonly execArgv?: readonly string[] };
};

/**
 * Puts the real adapters into `createApp`: what both hosts share.
 * @throws AppError `data-folder-unwritable`, `disk-full`, `database-newer`, `database-damaged`, `database-in-use`.
 */
export function composeApp(options: ComposeOptions): App {
  const { dataFolder, host, logger } = options;
  const storage = openStorage({ dataFolder });
  const { idleUnloadMinutes } = storage.settings.read();
  const pool = createRunnerPool({
    host: createNodeRunnerHost(options.runner),
    threads: computeThreads(),
    logger,
    idleUnloadMinutes,
  });
  return createApp({ storage, pool, reader: createGgufReader(), host, logger, clock: { now: () => Date.now() } });
}
