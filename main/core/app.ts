import { ChatService } from './chat/chat-service.ts';
import { ModelService } from './models/model-service.ts';
import type { Clock } from './ports/clock.ts';
import type { GgufReader } from './ports/gguf-reader.ts';
import type { Host, Logger } from './ports/host.ts';
import type { Storage } from './ports/repositories.ts';
import type { RunnerPool } from './ports/runner-pool.ts';
import { SettingsService } from './settings/settings-service.ts';
import { SystemService } from './system/system-service.ts';

export type AppPorts = {
  readonly storage: Storage;
  readonly reader: GgufReader;
  readonly pool: RunnerPool;
  readonly host: Host;
  readonly clock: Clock;
  readonly logger: Logger;
};

export type Services = {
  readonly chat: ChatService;
  readonly models: ModelService;
  readonly settings: SettingsService;
  readonly system: SystemService;
  readonly host: Host;
};

export type App = {
  readonly services: Services;
  /** Replies end and are saved, then processes end, then the database closes. Safe to call twice. */
  readonly dispose: () => Promise<void>;
};

/** The one composition root: services over ports, nothing else is wired anywhere. */
export function createApp(ports: AppPorts): App {
  const { storage, pool, reader, host, clock, logger } = ports;
  const models = new ModelService({ models: storage.models, reader, pool, clock, logger });
  const modelName = models.name.bind(models);
  const prepareLoad = models.prepareLoad.bind(models);
  const chat = new ChatService({ conversations: storage.conversations, pool, prepareLoad, modelName, clock, logger });
  const settings = new SettingsService(storage.settings);
  const system = new SystemService({ host, pool, modelName });
  settings.watch(({ idleUnloadMinutes }) => pool.setIdleUnloadMinutes(idleUnloadMinutes));

  let disposing: Promise<void> | undefined;
  const dispose = async (): Promise<void> => {
    try {
      await chat.dispose();
      await models.dispose();
      await pool.dispose();
    } finally {
      storage.close();
    }
  };
  return { services: { chat, models, settings, system, host }, dispose: () => (disposing ??= dispose()) };
}
