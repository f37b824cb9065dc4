import type { AppErrorData } from '../../contract/errors.ts';
import type { ConversationId, MessageId, ModelId } from '../../contract/ids.ts';
import type { Conversation, Message, ReplyStats, StopReason } from '../../contract/chat.ts';
import type { Model } from '../../contract/models.ts';
import type { Settings, SettingsPatch } from '../../contract/settings.ts';
import type { DownloadImportRepository } from './download-import-repository.ts';
import type { DownloadRepository } from './download-repository.ts';
import type { FileStamp } from './gguf-reader.ts';
import type { HubCache } from './hub-cache.ts';

export type NewMessage = Pick<
  Message,
  'id' | 'conversationId' | 'parentId' | 'role' | 'text' | 'status' | 'createdAtMs'
> &
  Partial<Pick<Message, 'modelId' | 'modelName'>>;

export type ReplyEnding = {
  readonly status: 'complete' | 'stopped' | 'interrupted' | 'failed';
  readonly stopReason: StopReason;
  readonly error: AppErrorData | null;
  readonly stats: ReplyStats | null;
};

/** Conversations and their message trees. Every method is one transaction. @throws AppError `disk-full`, `database-damaged`. */
export interface ConversationRepository {
  list(): Conversation[];
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

  findMessage(id: MessageId): Message | null;
  /** First to last, following the active leaf. */
  activePath(id: ConversationId): Message[];
  /** Adds messages, each the child of its `parentId`, and makes the last one the active leaf. */
  append(
    messages: readonly NewMessage[],
    patch: { readonly conversationId: ConversationId; readonly updatedAtMs: number; readonly modelId?: ModelId },
  ): void;
  /** Adds a conversation with its first messages. */
  createWith(conversation: Conversation, messages: readonly NewMessage[]): void;
  /** Makes the newest leaf below the message the active one. */
  selectBranch(id: MessageId): void;
  saveReplyText(id: MessageId, text: string, reasoning: string): void;
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

export interface ModelRepository {
  list(): Model[];
  find(id: ModelId): Model | null;
  findByPath(path: string): Model | null;
  save(model: Model, files: readonly FileStamp[]): void;
  remove(id: ModelId): void;
  touch(id: ModelId, lastUsedAtMs: number): void;
  stamps(id: ModelId): FileStamp[];
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
  readonly models: ModelRepository;
  readonly settings: SettingsRepository;
  readonly downloads: DownloadRepository;
  readonly downloadImports: DownloadImportRepository;
  readonly hubCache: HubCache;
  /** Checkpoints the write-ahead log and closes. */
  close(): void;
}
