import { onTestFinished } from 'vitest';
import { defaultChatSettings, type ChatSettings } from '../../../main/contract/chat-settings.ts';
import type { ConversationId, MessageId, ModelId } from '../../../main/contract/ids.ts';
import type { LoadPlan } from '../../../main/contract/load-plan.ts';
import { defaultLoadSettings } from '../../../main/contract/load-settings.ts';
import { createContextSide, type ContextSide } from '../../../main/core/context-side.ts';
import { TokenCounts } from '../../../main/core/context/token-counts.ts';
import type { LoadedRunner, LoadRequest, RunnerPool } from '../../../main/core/ports/runner-pool.ts';
import type { Storage } from '../../../main/core/ports/repositories.ts';
import { openStorage } from '../../../main/storage/storage.ts';
import { exampleConversation } from '../example-conversation.ts';
import { planOf } from '../load-request.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { words } from './example-path.ts';
import type { WordRunner } from './word-runner.ts';

export const chatId = 'chat' as ConversationId;
export const wordsModel = 'words' as ModelId;

export type ContextBench = ContextSide & {
  readonly storage: Storage;
  readonly published: readonly MessageId[];
  /** Changes what the pool and the chat's settings say from now on. */
  readonly set: (change: Partial<Situation>) => void;
};
type Situation = {
  readonly settings: Partial<ChatSettings>;
  readonly isLoaded: boolean;
  readonly isBusy: boolean;
  /** Largest context that memory allows. */
  readonly largestContext: number;
};

/**
 * The context services over a real database with a conversation of messages of so many words, and a runner that counts
 * words. The model was trained for 4,096 tokens and its settings ask for as many as the runner has.
 */
export function openContext(runner: WordRunner, lengths: readonly number[]): ContextBench {
  const storage = openStorage({ dataFolder: temporaryFolder() });
  onTestFinished(() => storage.close());
  if (lengths.length > 0) fillConversation(storage, lengths);
  const published: MessageId[] = [];
  let situation: Situation = { settings: {}, isLoaded: true, isBusy: false, largestContext: 1_000_000 };
  const pool = {
    loaded: () => (situation.isLoaded ? (runner as unknown as LoadedRunner) : null),
    isBusy: () => situation.isBusy,
    acquire: () => Promise.resolve(runner as unknown as LoadedRunner),
  };
  const side = createContextSide({
    storage,
    pool: pool as Partial<RunnerPool> as RunnerPool,
    resolveChat: () => ({ settings: { ...defaultChatSettings, ...situation.settings }, systemPrompt: 'Be brief.' }),
    prepareLoad: () => Promise.resolve({} as LoadRequest),
    modelName: () => 'Words',
    counts: new TokenCounts(),
    clock: { now: () => 7 },
    publishMessage: (id) => void published.push(id),
    loadSettings: () => ({ ...defaultLoadSettings, contextSize: runner.info.contextSize }),
    trainedContextLength: () => 4096,
    planLoad: (_model, { contextSize }) => Promise.resolve(planFor(Number(contextSize), situation.largestContext)),
  });
  return { ...side, storage, published, set: (change) => (situation = { ...situation, ...change }) };
}

/** A byte for each token. */
function planFor(contextSize: number, largest: number): LoadPlan {
  const plan = planOf(contextSize, { memoryBytes: largest, videoMemoryBytes: 0 }, contextSize);
  return { ...plan, memoryBytes: contextSize, verdict: contextSize > largest ? 'too-large' : 'fits' };
}

function fillConversation({ conversations }: Storage, lengths: readonly number[]): void {
  const conversation = exampleConversation(chatId, { title: 'Words', modelId: wordsModel });
  const messages = lengths.map((length, place) => ({
    id: `m${place}` as MessageId,
    conversationId: chatId,
    parentId: place === 0 ? null : (`m${place - 1}` as MessageId),
    role: place % 2 === 0 ? ('user' as const) : ('assistant' as const),
    text: words(length, `w${place}`),
    status: 'complete' as const,
    createdAtMs: place,
  }));
  conversations.createWith(conversation, messages);
}
