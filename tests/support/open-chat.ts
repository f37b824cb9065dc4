import { onTestFinished } from 'vitest';
import { defaultChatSettings, type ChatSettings } from '../../main/contract/chat-settings.ts';
import type { ConversationEvent, Message } from '../../main/contract/chat.ts';
import type { ConversationId, ModelId } from '../../main/contract/ids.ts';
import type { ChatPorts } from '../../main/core/chat/chat-parts.ts';
import { ChatService } from '../../main/core/chat/chat-service.ts';
import { planContext } from '../../main/core/context/plan-context.ts';
import { TokenCounts } from '../../main/core/context/token-counts.ts';
import { createConversationRepository } from '../../main/storage/conversation-repository.ts';
import { openDatabase } from '../../main/storage/database.ts';
import { createPromptRepository } from '../../main/storage/prompt-repository.ts';
import { startTestPool } from '../runners/test-pool.ts';
import { loadRequestOf } from './load-request.ts';
import { waitUntil } from './processes.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { createTestLogger } from './test-logger.ts';

export const modelId = 'model-1' as ModelId;

export type OpenChatOptions = Partial<Omit<ChatPorts, 'conversations' | 'pool' | 'logger'>> & {
  readonly dataFolder?: string;
  /** Default: a pool of runners that say words without an engine. */
  readonly pool?: ReturnType<typeof startTestPool>;
  /** A model of a test; default: none that could be loaded by a real runner. */
  readonly model?: { readonly path: string; readonly sizeBytes: number };
  readonly settings?: Partial<Omit<ChatSettings, 'sampling'>> & {
    readonly sampling?: Partial<ChatSettings['sampling']>;
  };
};

/** The services of chat over a real database and real runner processes. */
export function openChat({ dataFolder = temporaryFolder(), model, settings, ...options }: OpenChatOptions = {}) {
  const database = openDatabase({ dataFolder });
  const conversations = createConversationRepository(database);
  const prompts = createPromptRepository(database);
  const pool = options.pool ?? startTestPool({ obliging: [{}] });
  const logger = createTestLogger();
  const effective = {
    ...defaultChatSettings,
    ...settings,
    sampling: { ...defaultChatSettings.sampling, ...settings?.sampling },
  };
  const chat = new ChatService({
    prepareLoad: () => Promise.resolve(loadRequestOf(model?.path ?? 'any.gguf', model?.sizeBytes ?? 1, { modelId })),
    recordPrompt: (prompt) => prompts.save(prompt),
    resolveChat: () => ({ settings: effective, systemPrompt: '' }),
    planContext: (input, signal) => planContext(input, new TokenCounts(), signal),
    judgeStructure: () => null,
    modelName: () => 'Tiny',
    clock: { now: () => Date.now() },
    onBegun: () => undefined,
    onSent: () => undefined,
    ...options,
    conversations,
    pool,
    logger,
  });
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    await chat.dispose();
    database.close();
  };
  onTestFinished(close);
  const path = (id: ConversationId): Message[] => conversations.activePath(id);
  return {
    ...{ database, conversations, prompts, chat, pool, logger, path, close },
    replyOf: (id: ConversationId): Message | undefined => path(id).at(-1),
    /** The last message when it has ended. */
    ended: async (id: ConversationId): Promise<Message> => {
      await waitUntil(() => path(id).at(-1)?.status !== 'streaming');
      const message = path(id).at(-1);
      if (!message) throw new Error('no message');
      return message;
    },
    heard: (id: ConversationId): ConversationEvent[] => {
      const events: ConversationEvent[] = [];
      onTestFinished(chat.watch(id, (event) => void events.push(event)));
      return events;
    },
  };
}
