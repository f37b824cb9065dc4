import type { Database } from 'better-sqlite3';
import { AppError } from '../contract/errors.ts';
import type { Storage } from '../core/ports/repositories.ts';
import { createAdapterRepository } from './adapter-repository.ts';
import { createAttachmentRepository } from './attachment-repository.ts';
import { FolderBackupStore } from './backups/folder-backup-store.ts';
import { createBenchmarkRepository } from './benchmark-repository.ts';
import { createChatSettingsRepository } from './chat-settings-repository.ts';
import { createCompareRepository } from './compare-repository.ts';
import { createConversationRepository } from './conversation-repository.ts';
import { createCrashRepository } from './crash-repository.ts';
import { createDraftRepository } from './draft-repository.ts';
import { createDownloadImportRepository } from './download-import-repository.ts';
import { createDownloadRepository } from './download-repository.ts';
import { createExchangeRepository } from './exchange-repository.ts';
import { createHubCacheRepository } from './hub-cache-repository.ts';
import { openDatabase, type OpenOptions } from './database.ts';
import { createLoadSettingsRepository } from './load-settings-repository.ts';
import { createMeasurementRepository } from './measurement-repository.ts';
import { createModelRepository } from './model-repository.ts';
import { createOrganiseRepository } from './organise-repository.ts';
import { createPriceRepository } from './price-repository.ts';
import { createPromptRepository } from './prompt-repository.ts';
import { createReplyTokenRepository } from './reply-token-repository.ts';
import { createSearchRepository } from './search-repository.ts';
import { createSettingsRepository } from './settings-repository.ts';
import { createShelfRepository } from './shelf-repository.ts';
import { createStoreMoveRepository } from './store-move-repository.ts';
import { createSummaryRepository } from './summary-repository.ts';
import { toStorageError } from './storage-errors.ts';
import { createVoteRepository } from './vote-repository.ts';

/** Opens the person's data. @throws AppError as `openDatabase`; every repository method may throw `disk-full`. */
export function openStorage(options: OpenOptions): Storage {
  const database = openDatabase(options);
  const translate = (error: unknown): unknown =>
    database.open ? toStorageError(error, options.dataFolder) : new AppError('shutting-down', {}, { cause: error });
  return {
    conversations: guarded(createConversationRepository(database), translate),
    compare: guarded(createCompareRepository(database), translate),
    chatSettings: guarded(createChatSettingsRepository(database), translate),
    attachments: guarded(createAttachmentRepository(database), translate),
    summaries: guarded(createSummaryRepository(database), translate),
    drafts: guarded(createDraftRepository(database), translate),
    prompts: guarded(createPromptRepository(database), translate),
    replyTokens: guarded(createReplyTokenRepository(database), translate),
    models: guarded(createModelRepository(database), translate),
    storeMove: guarded(createStoreMoveRepository(database), translate),
    downloads: guarded(createDownloadRepository(database), translate),
    downloadImports: guarded(createDownloadImportRepository(database), translate),
    exchange: guarded(createExchangeRepository(database), translate),
    hubCache: guarded(createHubCacheRepository(database), translate),
    loadSettings: guarded(createLoadSettingsRepository(database), translate),
    measurements: guarded(createMeasurementRepository(database), translate),
    benchmarks: guarded(createBenchmarkRepository(database), translate),
    crashes: guarded(createCrashRepository(database), translate),
    votes: guarded(createVoteRepository(database), translate),
    adapters: guarded(createAdapterRepository(database), translate),
    organise: guarded(createOrganiseRepository(database), translate),
    prices: guarded(createPriceRepository(database), translate),
    search: guarded(createSearchRepository(database), translate),
    settings: guarded(createSettingsRepository(database), translate),
    shelf: guarded(createShelfRepository(database), translate),
    backups: new FolderBackupStore({ database, dataFolder: options.dataFolder, now: Date.now }),
    engineVersion: String(database.prepare('SELECT sqlite_version()').pluck().get()),
    close: () => closeDatabase(database),
  };
}

function closeDatabase(database: Database): void {
  if (!database.open) return;
  try {
    database.pragma('wal_checkpoint(TRUNCATE)');
  } catch {
    // A full disk: everything stays in the log, and the next start reads it from there.
  }
  database.close();
}

/** Every method translates the database's failures, so that no caller has to know SQLite's codes. */
function guarded<T extends object>(repository: T, translate: (error: unknown) => unknown): T {
  return new Proxy(repository, {
    get(target, key, receiver) {
      const member: unknown = Reflect.get(target, key, receiver);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]): unknown => {
        try {
          return Reflect.apply(member, target, args);
        } catch (error) {
          throw translate(error);
        }
      };
    },
  });
}
