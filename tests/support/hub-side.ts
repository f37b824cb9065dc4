import { onTestFinished } from 'vitest';
import { FitService } from '../../main/core/hub/fit-service.ts';
import { HubAccountService } from '../../main/core/hub/hub-account-service.ts';
import { HubAnswers } from '../../main/core/hub/hub-answers.ts';
import { HubConnection } from '../../main/core/hub/hub-connection.ts';
import { HubService } from '../../main/core/hub/hub-service.ts';
import type { MemoryReading } from '../../main/core/ports/memory-reading.ts';
import { SettingsService } from '../../main/core/settings/settings-service.ts';
import { createHubClient } from '../../main/hub/hub-client.ts';
import { Gateway } from '../../main/net/gateway.ts';
import { openStorage } from '../../main/storage/storage.ts';
import { createWebSecretStore } from '../../main/web/secret-store.ts';
import type { HubOptions } from './hub/hub-state.ts';
import { startTestHub } from './hub/start-test-hub.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { createTestLogger } from './test-logger.ts';

/** A computer with 16 GB free and no graphics card. */
export const plainComputer: MemoryReading = {
  freeMemoryBytes: 16e9,
  freeVideoMemoryBytes: 0,
  isUnified: false,
  memoryBytesPerSecond: 20e9,
};

/** A test hub, and everything of the app that talks to it, over real sockets and a real database. */
export async function startHubSide(options: HubOptions & { readonly memory?: MemoryReading } = {}) {
  const hub = await startTestHub(options);
  const dataFolder = temporaryFolder();
  const storage = openStorage({ dataFolder });
  const network = new Gateway({ proxy: 'none' });
  onTestFinished(async () => {
    await network.dispose();
    storage.close();
    await hub.close();
  });
  const logger = createTestLogger();
  const settings = new SettingsService(storage.settings);
  const secrets = createWebSecretStore(dataFolder);
  const connection = new HubConnection({ secrets, settings, defaultAddress: hub.url });
  const client = createHubClient({ network, access: connection });
  const origin = (): string => connection.origin();
  const clock = { now: () => Date.now() };
  const answers = new HubAnswers({ cache: storage.hubCache, clock, logger, origin });
  const memory = { read: async () => options.memory ?? plainComputer, dispose: async () => undefined };
  const service = new HubService({ client, answers, memory, origin });
  const fit = new FitService({ client, answers, memory, files: service.files.bind(service) });
  const account = new HubAccountService({ connection, client, secrets, cache: storage.hubCache });
  return { hub, dataFolder, storage, network, connection, client, service, fit, account, logger };
}
