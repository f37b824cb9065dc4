import type { Imported } from '../contract/library.ts';
import type { ModelSource } from '../contract/models.ts';
import type { AdapterService } from './adapters/adapter-service.ts';
import { DownloadService } from './downloads/download-service.ts';
import { DownloadedModels } from './hub/downloaded-models.ts';
import { FitService } from './hub/fit-service.ts';
import { HubAccountService } from './hub/hub-account-service.ts';
import { HubAnswers } from './hub/hub-answers.ts';
import { HubConnection } from './hub/hub-connection.ts';
import { HubService } from './hub/hub-service.ts';
import type { ModelService } from './models/model-service.ts';
import type { BlobFetcher } from './ports/blob-fetcher.ts';
import type { BlobStore } from './ports/blob-store.ts';
import type { Clock } from './ports/clock.ts';
import type { Logger } from './ports/host.ts';
import type { HubAccess } from './ports/hub-access.ts';
import type { HubClient } from './ports/hub-client.ts';
import type { MemoryReader } from './ports/memory-reading.ts';
import type { Storage } from './ports/repositories.ts';
import type { SecretStore } from './ports/secret-store.ts';
import type { SettingsService } from './settings/settings-service.ts';

export type HubSidePorts = {
  readonly storage: Pick<Storage, 'hubCache' | 'downloads' | 'downloadImports'>;
  readonly secrets: SecretStore;
  readonly memory: MemoryReader;
  readonly blobs: BlobStore;
  readonly clock: Clock;
  readonly logger: Logger;
  /** What talks to the Hub is told where it is and who asks. */
  readonly createHubClient: (access: HubAccess) => HubClient;
  readonly createFetcher: (access: HubAccess) => BlobFetcher;
  readonly defaultHubAddress: string;
};

export type HubSide = {
  readonly client: HubClient;
  readonly hub: HubService;
  readonly fit: FitService;
  readonly hubAccount: HubAccountService;
  readonly downloads: DownloadService;
  readonly downloadedModels: DownloadedModels;
};

/** A part of the composition root: Discover and download. */
export function createHubSide(
  ports: HubSidePorts,
  settings: SettingsService,
  { models, adapters }: { readonly models: ModelService; readonly adapters: AdapterService },
): HubSide {
  const { storage, secrets, memory, blobs, clock, logger } = ports;
  const connection = new HubConnection({ secrets, settings, defaultAddress: ports.defaultHubAddress });
  const client = ports.createHubClient(connection);
  const origin = connection.origin.bind(connection);
  const answers = new HubAnswers({ cache: storage.hubCache, clock, logger, origin });
  const hub = new HubService({ client, answers, memory, origin });
  const fit = new FitService({ client, answers, memory, files: hub.files.bind(hub) });
  const hubAccount = new HubAccountService({ connection, client, secrets, cache: storage.hubCache });
  const fetcher = ports.createFetcher(connection);
  const downloads = new DownloadService({ downloads: storage.downloads, fetcher, store: blobs, clock, logger });
  const importFile = async (path: string, source: ModelSource): Promise<Imported> => {
    if (!(await adapters.isAdapter(path))) return { kind: 'model', id: (await models.importFile(path, source)).id };
    return { kind: 'adapter', id: (await adapters.importPath(path, { home: 'store', source })).id };
  };
  const downloadedModels = new DownloadedModels({ downloads, imports: storage.downloadImports, importFile, logger });
  downloads.restore().then(
    () => downloadedModels.restore(),
    (error: unknown) => logger.error('downloads', error),
  );
  return { client, hub, fit, hubAccount, downloads, downloadedModels };
}
