import { hubAddressSchema } from './contract/hub.ts';
import { createApp, type App } from './core/app.ts';
import { computeThreads } from './core/hardware/compute-threads.ts';
import { memoryBytesPerSecond } from './core/hardware/memory-bandwidth.ts';
import type { Host, Logger } from './core/ports/host.ts';
import type { SecretStore } from './core/ports/secret-store.ts';
import { DownloadEngine } from './downloads/download-engine.ts';
import { FolderBlobStore } from './downloads/folder-blob-store.ts';
import { createEnergyMeter } from './energy/energy-meter.ts';
import { ExchangeFolder } from './exchange/exchange-folder.ts';
import { createCsvText } from './exchange/csv-text.ts';
import { createMarkdownText } from './exchange/markdown-text.ts';
import { createAdapterReader } from './gguf/adapter-reader.ts';
import { createGgufReader } from './gguf/gguf-reader.ts';
import { createTensorShapeReader } from './gguf/tensor-shapes.ts';
import { createHubClient } from './hub/hub-client.ts';
import { createFileHasher } from './library/file-hasher.ts';
import { createModelScanner } from './library/model-scanner.ts';
import { createModelStore } from './library/model-store.ts';
import { ModelsFolder } from './library/models-folder.ts';
import { createStoreMover } from './library/store-mover.ts';
import { Gateway } from './net/gateway.ts';
import { createPeftConverter } from './peft/peft-converter.ts';
import { createMemoryReader } from './runners/memory-reader.ts';
import { createNodeRunnerHost } from './runners/node-runner-host.ts';
import { createRunnerPool } from './runners/runner-pool.ts';
import { openStorage } from './storage/storage.ts';
import { createStructureJudge } from './structure/structure-judge.ts';

export type ComposeOptions = {
  readonly dataFolder: string;
  readonly host: Host;
  readonly logger: Logger;
  readonly secrets: SecretStore;
  /** The plain Node binary that runners start with, and their bundled entry. */
  readonly runner: { readonly nodePath: string; readonly entryPath: string; readonly execArgv?: readonly string[] };
};

/**
 * Puts the real adapters into `createApp`: what both hosts share.
 * @throws AppError `data-folder-unwritable`, `disk-full`, `database-newer`, `database-damaged`, `database-in-use`.
 */
export function composeApp(options: ComposeOptions): App {
  const { dataFolder, host, logger, secrets } = options;
  const storage = openStorage({ dataFolder });
  const { idleUnloadMinutes, memoryLimitBytes } = storage.settings.read();
  const runnerHost = createNodeRunnerHost(options.runner);
  const pool = createRunnerPool({
    host: runnerHost,
    threads: computeThreads(),
    logger,
    idleUnloadMinutes,
    memoryLimitBytes,
    hasSpare: true,
  });
  const network = new Gateway({ userAgent: `counterweight/${host.info.appVersion}` });
  const folder = new ModelsFolder(dataFolder);
  const modelsFolder = folder.current;
  const store = createModelStore(modelsFolder);
  return createApp({
    storage,
    pool,
    reader: createGgufReader(),
    host,
    logger,
    secrets,
    network,
    memory: createMemoryReader({ pool, memoryBytesPerSecond }),
    energy: createEnergyMeter(),
    blobs: new FolderBlobStore(modelsFolder),
    scanner: createModelScanner({ canLink: store.canLink.bind(store) }),
    hasher: createFileHasher(),
    store,
    mover: createStoreMover({ folder }),
    adapterReader: createAdapterReader(),
    tensorShapes: createTensorShapeReader(),
    peft: createPeftConverter(),
    exchangeFiles: new ExchangeFolder(dataFolder),
    markdown: createMarkdownText(),
    csv: createCsvText(),
    structures: createStructureJudge(),
    createHubClient: (access) => createHubClient({ network, access }),
    createFetcher: (access) => new DownloadEngine({ network, access, modelsFolder }),
    defaultHubAddress: defaultHubAddress(process.env['HF_ENDPOINT']),
    clock: { now: () => Date.now() },
  });
}

/** `HF_ENDPOINT` is how the Hub's own tools are told of a mirror; one that makes no sense is passed over. */
function defaultHubAddress(endpoint: string | undefined): string {
  const parsed = hubAddressSchema.safeParse(endpoint ?? '');
  return parsed.success ? parsed.data : 'https://huggingface.co';
}
