import type { AppErrorData } from '../../contract/errors.ts';
import type { ConversationId, MessageId, ModelId } from '../../contract/ids.ts';
import type { Conversation, Message, ReplyStats, StopReason } from '../../contract/chat.ts';
import type { ModelShape } from '../../contract/model-shape.ts';
import type { FileCheck, Model } from '../../contract/models.ts';
import type { Settings, SettingsPatch } from '../../contract/settings.ts';
import type { AttachmentRepository } from './attachment-repository.ts';
import type { BackupStore } from './backup-store.ts';
import type { ChatSettingsRepository } from './chat-settings-repository.ts';
import type { CompareRepository } from './compare-repository.ts';
import type { DownloadImportRepository } from './download-import-repository.ts';
import type { DownloadRepository } from './download-repository.ts';
import type { DraftRepository } from './draft-repository.ts';
import type { ExchangeRepository } from './exchange-repository.ts';
import type { FileStamp } from './gguf-reader.ts';
import type { HubCache } from './hub-cache.ts';
import type { MessageTree } from './message-tree.ts';
import type {
  AdapterRepository,
  BenchmarkRepository,
  CrashRepository,
  LoadSettingsRepository,
  MeasurementRepository,
  PromptRepository,
} from './runtime-repositories.ts';
import type { OrganiseRepository } from './organise-repository.ts';
import type { PriceRepository } from './price-repository.ts';
import type { SearchRepository } from './search-repository.ts';
import type { ReplyTokenRepository } from './reply-token-repository.ts';
import type { ShelfRepository } from './shelf-repository.ts';
import type { StoreMoveRepository } from './store-move-repository.ts';
import type { SummaryRepository } from './summary-repository.ts';
import type { VoteRepository } from './vote-repository.ts';

export type ReplyEnding = {
  readonly status: 'complete' | 'stopped' | 'interrupted' | 'failed';
  readonly stopReason: StopReason;
  readonly error: AppErrorData | null;
  readonly stats: ReplyStats | null;
  /** What is wrong with its form, where it was held to one. */
  readonly structure?: Message['structure'];
  /** After the prompt that was kept, in order; null when they are not known. */
  readonly tokens?: readonly number[] | null;
};

/** New words of a reply under way; `start` is where they begin in the whole text, UTF-16 units. */
export type ReplyPiece = { readonly kind: 'text' | 'reasoning'; readonly start: number; readonly text: string };

/** Conversations and their message trees. Every method is one transaction. @throws AppError `disk-full`, `database-damaged`. */
export interface ConversationRepository extends MessageTree {
  /** Without those that belong to a column of a comparison. */
  list(): Conversation[];
  /** Whether a list of chats shows it: it belongs to no column, deleted or not. */
  isListed(id: ConversationId): boolean;
  find(id: ConversationId): Conversation | null;
  update(
    id: ConversationId,
    patch: Partial<Pick<Conversation, 'title' | 'titleSource' | 'modelId' | 'isPinned'>>,
  ): void;
  /** Hides the conversation; `restore` brings it back whole until `purgeDeleted`. */
  softDelete(id: ConversationId, deletedAtMs: number): void;
  restore(id: ConversationId): void;
  /** Erases for good what was deleted before the given time. */
  purgeDeleted(beforeMs: number): void;

  /** Adds to a reply under way; costs what is new. Readers see whole texts at once. */
  appendReply(id: MessageId, pieces: readonly ReplyPiece[]): void;
  /** Ends it with its whole texts. */
  endReply(id: MessageId, text: string, reasoning: string, ending: ReplyEnding): void;
  /** Replies left `streaming` by a process that is gone become `interrupted`. @returns how many. */
  markInterrupted(): number;
}

/** A remembered judgement about exact bytes on disk. */
export type Verdict = {
  readonly files: readonly FileStamp[];
  readonly error: AppErrorData | null;
  readonly judgedAtMs: number;
};

/** Checksums a file should have, and who says so: its publisher, or we ourselves when we saw it first. */
export type KnownChecksums = { readonly origin: 'published' | 'recorded'; readonly sha256: readonly string[] };

export type ModelRecord = {
  readonly model: Model;
  readonly files: readonly FileStamp[];
  /** Null keeps what is known. */
  readonly shape: ModelShape | null;
};

/** A model that is off the list and may come back: forgotten, or with its files in the trash. */
export type RemovedModel = {
  /** As it was; its path too. */
  readonly model: Model;
  readonly how: 'forgotten' | 'trashed';
  readonly removedAtMs: number;
};

/**
 * Models and remembered verdicts. What is noticed while the app runs is the service's: `isMissing`, `isChanged`, `family`
 * and `quarantine` have no value here. Every method is one transaction.
 */
export interface ModelRepository {
  list(): Model[];
  find(id: ModelId): Model | null;
  findByPath(path: string): Model | null;
  /** Adds models or changes them; when one was added and used stays as it was. A removed one is back on the list. */
  save(model: Model, files: readonly FileStamp[], shape?: ModelShape | null): void;
  saveAll(records: readonly ModelRecord[]): void;
  touch(id: ModelId, lastUsedAtMs: number): void;
  saveCheck(id: ModelId, check: FileCheck | null, known: KnownChecksums | null): void;
  /** The bytes turned out to be others: they are judged and tried anew. */
  distrust(id: ModelId): void;
  known(id: ModelId): KnownChecksums | null;

  /** Erases the model for good, with its settings, measurements and crashes. */
  remove(id: ModelId): void;
  /** Takes it off the list; a trashed one gives its path free. */
  hide(id: ModelId, how: RemovedModel['how'], removedAtMs: number): void;
  /**
   * Back on the list with the same id, in place of whatever had the same path.
   * @param paths where its files lie now, in order; null: where they were.
   */
  unhide(id: ModelId, paths: readonly string[] | null): void;
  removed(): RemovedModel[];
  findForgotten(path: string): Model | null;

  stamps(id: ModelId): FileStamp[];
  /** The same bytes, of which the disk keeps other times: what was learnt about them holds on. */
  restamp(id: ModelId, files: readonly FileStamp[]): void;
  /** Of every model on the list. */
  allStamps(): ReadonlyMap<ModelId, readonly FileStamp[]>;
  findShape(id: ModelId): ModelShape | null;
  saveShape(id: ModelId, shape: ModelShape): void;
  /** The verdict for exactly these stamps (path, size and modification time of every part), if one was given. */
  findVerdict(files: readonly FileStamp[]): Verdict | null;
  saveVerdict(verdict: Verdict): void;
}

export interface SettingsRepository {
  read(): Settings;
  write(patch: SettingsPatch): Settings;
}

export interface Storage {
  readonly conversations: ConversationRepository;
  readonly prompts: PromptRepository;
  readonly replyTokens: ReplyTokenRepository;
  readonly drafts: DraftRepository;
  readonly attachments: AttachmentRepository;
  readonly summaries: SummaryRepository;
  readonly chatSettings: ChatSettingsRepository;
  readonly compare: CompareRepository;
  readonly models: ModelRepository;
  readonly storeMove: StoreMoveRepository;
  readonly settings: SettingsRepository;
  readonly organise: OrganiseRepository;
  readonly prices: PriceRepository;
  readonly search: SearchRepository;
  readonly downloads: DownloadRepository;
  readonly downloadImports: DownloadImportRepository;
  readonly exchange: ExchangeRepository;
  readonly hubCache: HubCache;
  readonly adapters: AdapterRepository;
  readonly loadSettings: LoadSettingsRepository;
  readonly measurements: MeasurementRepository;
  readonly benchmarks: BenchmarkRepository;
  readonly crashes: CrashRepository;
  readonly votes: VoteRepository;
  readonly shelf: ShelfRepository;
  readonly backups: BackupStore;
  /** Of the database engine. */
  readonly engineVersion: string;
  /** Checkpoints the write-ahead log and closes. */
  close(): void;
}
