import { AdapterService } from './adapters/adapter-service.ts';
import { BackupService } from './backups/backup-service.ts';
import { createChatSide, type ChatSide } from './chat-side.ts';
import { LoadNotes } from './compare/rounds/load-notes.ts';
import { createArenaSide, type ArenaSide } from './arena-side.ts';
import { createContestants, loadAsContestant } from './compare-side.ts';
import { createOrganiseSide, type OrganiseSide } from './organise-side.ts';
import { createExchangeSide, type ExchangeSide } from './exchange-side.ts';
import { DownloadReporter } from './downloads/download-reporter.ts';
import { createHubSide, type HubSide } from './hub-side.ts';
import { downloadChecksums } from './library/download-checksums.ts';
import { createLibrary } from './library/library-service.ts';
import type { Library } from './library/library.ts';
import { ModelService } from './models/model-service.ts';
import type { BlobFetcher } from './ports/blob-fetcher.ts';
import type { BlobStore } from './ports/blob-store.ts';
import type { Clock } from './ports/clock.ts';
import type { EnergyMeter } from './ports/energy-meter.ts';
import type { ExchangeFiles } from './ports/exchange-files.ts';
import type { GgufReader } from './ports/gguf-reader.ts';
import type { Host, Logger } from './ports/host.ts';
import type { HubAccess } from './ports/hub-access.ts';
import type { HubClient } from './ports/hub-client.ts';
import type { CsvText } from './ports/csv-text.ts';
import type { MarkdownText } from './ports/markdown-text.ts';
import type { MemoryReader } from './ports/memory-reading.ts';
import type {
  AdapterReader,
  FileHasher,
  ModelScanner,
  ModelStore,
  PeftConverter,
  StoreMover,
  TensorShapeReader,
} from './ports/model-files.ts';
import type { Network } from './ports/network.ts';
import type { Storage } from './ports/repositories.ts';
import type { RunnerPool } from './ports/runner-pool.ts';
import type { SecretStore } from './ports/secret-store.ts';
import type { StructureJudge } from './ports/structure-judge.ts';
import { createRuntime, machineTraits, type Runtime } from './runtime/create-runtime.ts';
import { trialRequest } from './runtime/load-requests.ts';
import { followNetworkSettings } from './settings/follow-network-settings.ts';
import { followRunnerSettings } from './settings/follow-runner-settings.ts';
import { SettingsService } from './settings/settings-service.ts';
import { NetworkUseService } from './system/network-use-service.ts';
import { OpenRequests } from './system/open-requests.ts';
import { SystemService } from './system/system-service.ts';

export type AppPorts = {
  readonly storage: Storage;
  readonly reader: GgufReader;
  readonly pool: RunnerPool;
  readonly host: Host;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly network: Network;
  readonly secrets: SecretStore;
  readonly memory: MemoryReader;
  readonly energy: EnergyMeter;
  readonly blobs: BlobStore;
  readonly scanner: ModelScanner;
  readonly hasher: FileHasher;
  readonly store: ModelStore;
  readonly mover: StoreMover;
  readonly adapterReader: AdapterReader;
  readonly tensorShapes: TensorShapeReader;
  readonly peft: PeftConverter;
  readonly exchangeFiles: ExchangeFiles;
  readonly markdown: MarkdownText;
  readonly csv: CsvText;
  readonly structures: StructureJudge;
  /** What talks to the Hub is told where it is and who asks. */
  readonly createHubClient: (access: HubAccess) => HubClient;
  readonly createFetcher: (access: HubAccess) => BlobFetcher;
  readonly defaultHubAddress: string;
};

export type Services = {
  readonly models: ModelService;
  readonly library: Library;
  readonly adapters: AdapterService;
  readonly settings: SettingsService;
  readonly system: SystemService;
  readonly networkUse: NetworkUseService;
  readonly host: Host;
  readonly backups: BackupService;
  readonly openRequests: OpenRequests;
} & Omit<HubSide, 'client'> &
  ChatSide &
  OrganiseSide &
  ExchangeSide &
  ArenaSide &
  Pick<Runtime, 'loadSettings' | 'runtime' | 'benchmarks' | 'machine'>;

export type App = {
  readonly services: Services;
  /** Replies end and are saved, then processes end, then the database closes. Safe to call twice. */
  readonly dispose: () => Promise<void>;
};

/** The one composition root: services over ports, nothing else is wired anywhere. */
export function createApp(ports: AppPorts): App {
  const { storage, pool, host } = ports;
  const models = createModels(ports);
  const adapters = createAdapters(ports, models);
  const modelName = models.name.bind(models);
  const { prepareLoad, dispose: disposeRuntime, ...runtimeSide } = createRuntime({ ...ports, models, adapters });
  const { runtime, loadSettings } = runtimeSide;
  const contestants = createContestants({ ...ports, models, adapters, loadSettings });
  const notes = new LoadNotes();
  const chatSide = createChatSide({
    ...ports,
    prepareLoad: loadAsContestant(prepareLoad, { contestants, notes, loadSettings }),
    modelName,
    planLoad: runtime.plan.bind(runtime),
    loadSettings: loadSettings.of.bind(loadSettings),
    trainedContextLength: (id) => models.find(id).facts.contextLength,
  });
  const settings = new SettingsService(storage.settings);
  const { dispose: disposeOrganise, ...organiseSide } = createOrganiseSide({
    ...ports,
    ...chatSide,
    isWanted: () => settings.read().titlesByModel,
    parameterCount: (id) => models.list().find((model) => model.id === id)?.facts.parameterCount ?? null,
  });
  const exchangeSide = createExchangeSide(ports, () => {
    chatSide.chat.publishList();
    organiseSide.organise.projectsChanged();
  });
  const { dispose: disposeArena, ...arenaSide } = createArenaSide({
    ...ports,
    ...chatSide,
    ...{ models, contestants, notes, loadSettings },
    planLoad: runtime.plan.bind(runtime),
  });
  const system = new SystemService({ ...ports, modelName, modelsFolder: () => ports.store.folder });
  const backups = new BackupService({ ...ports, store: storage.backups });
  const networkUse = new NetworkUseService(ports.network);
  followRunnerSettings(settings, pool);
  // Before the downloads of last time go on.
  followNetworkSettings(settings, ports.network);
  const hubSide = createHubSide(ports, settings, { models, adapters });
  const library = createLibrarySide(ports, { models, adapters }, hubSide);
  const reporter = new DownloadReporter({ downloads: hubSide.downloads, host });

  let disposing: Promise<void> | undefined;
  const dispose = async (): Promise<void> => {
    reporter.dispose();
    try {
      await Promise.all([backups.dispose(), disposeOrganise(), disposeArena()]);
      await Promise.all([chatSide.chat.dispose(), disposeRuntime(), library.dispose(), hubSide.downloads.dispose()]);
      await Promise.all([
        exchangeSide.imports.dispose(),
        models.dispose(),
        adapters.dispose(),
        hubSide.downloadedModels.dispose(),
      ]);
      await Promise.all([pool.dispose(), ports.energy.dispose()]);
      await ports.network.dispose();
    } finally {
      storage.close();
    }
  };
  const services = {
    library,
    adapters,
    models,
    settings,
    system,
    host,
    backups,
    openRequests: new OpenRequests(),
    networkUse,
    ...chatSide,
    ...organiseSide,
    ...exchangeSide,
    ...arenaSide,
    ...runtimeSide,
    ...hubSide,
  };
  return { services, dispose: () => (disposing ??= dispose()) };
}

function createModels({ storage, reader, pool, clock, logger, store }: AppPorts): ModelService {
  const traits = machineTraits();
  return new ModelService({
    models: storage.models,
    reader,
    pool,
    clock,
    logger,
    requestFor: (model, shape) => trialRequest(model, shape, traits),
    isOurs: store.holds.bind(store),
    downloadChecksums: (paths) => downloadChecksums(storage.downloads, paths),
  });
}

/** What is done to files. */
function createLibrarySide(ports: AppPorts, side: Pick<Services, 'models' | 'adapters'>, hubSide: HubSide): Library {
  const { storage, logger } = ports;
  const { client, downloads } = hubSide;
  const library = createLibrary({
    ...ports,
    ...side,
    repository: storage.models,
    moves: storage.storeMove,
    client,
    downloadChecksums: (paths) => downloadChecksums(storage.downloads, paths),
    suspendDownloads: downloads.suspend.bind(downloads),
  });
  library.start().catch((error: unknown) => logger.error('library', error));
  return library;
}

function createAdapters({ storage, store, clock, logger, ...ports }: AppPorts, models: ModelService): AdapterService {
  return new AdapterService({
    adapters: storage.adapters,
    reader: ports.adapterReader,
    shapes: ports.tensorShapes,
    converter: ports.peft,
    store,
    models: models.list.bind(models),
    clock,
    logger,
  });
}
