import { onTestFinished } from 'vitest';
import type { Conversation } from '../../../main/contract/chat.ts';
import type { ConversationId, MessageId, ModelId } from '../../../main/contract/ids.ts';
import { noSearchFilters, type SearchAnswer, type SearchFilters } from '../../../main/contract/organise.ts';
import { SearchIndexer } from '../../../main/core/search/search-indexer.ts';
import { SearchService } from '../../../main/core/search/search-service.ts';
import { openStorage } from '../../../main/storage/storage.ts';
import { exampleConversation } from '../../support/example-conversation.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { createTestLogger } from '../../support/test-logger.ts';

export const dayMs = 24 * 60 * 60 * 1000;
export const nowMs = 1_000 * dayMs;

export type Said = {
  readonly text: string;
  readonly role?: 'user' | 'assistant';
  readonly modelId?: string;
  readonly reasoning?: string;
  readonly status?: 'complete' | 'streaming';
  readonly atMs?: number;
};

/** A real database with its search, the index worked on only when a search asks. */
export function openSearched(dataFolder = temporaryFolder()) {
  const storage = openStorage({ dataFolder });
  onTestFinished(() => storage.close());
  const indexer = new SearchIndexer({ search: storage.search, logger: createTestLogger() });
  indexer.dispose();
  const service = new SearchService({ search: storage.search, indexer, clock: { now: () => nowMs } });
  const ask = (query: string, filters: Partial<SearchFilters> = {}, cursor: string | null = null): SearchAnswer =>
    service.find({ query, filters: { ...noSearchFilters, ...filters }, order: 'best', cursor });
  return {
    storage,
    indexer,
    service,
    ask,
    /** Ids of the messages found, titles as `title:ID`. */
    found: (query: string, filters: Partial<SearchFilters> = {}): string[] =>
      ask(query, filters).hits.map(({ messageId, conversationId }) => messageId ?? `title:${conversationId}`),
    /** A conversation of these messages, each below the one before; their ids are `ID-0`, `ID-1` … */
    talk(id: string, said: readonly Said[], about: Partial<Conversation> = {}): ConversationId {
      const conversationId = id as ConversationId;
      storage.conversations.createWith(
        exampleConversation(conversationId, { title: 'Untitled', createdAtMs: nowMs, updatedAtMs: nowMs, ...about }),
        said.map(({ text, role = 'user', modelId, reasoning = '', status = 'complete', atMs = nowMs }, index) => ({
          id: `${id}-${index}` as MessageId,
          conversationId,
          parentId: index === 0 ? null : (`${id}-${index - 1}` as MessageId),
          role,
          text,
          status,
          reasoning,
          createdAtMs: atMs,
          ...(modelId === undefined ? {} : { modelId: modelId as ModelId, modelName: modelId }),
        })),
      );
      return conversationId;
    },
  };
}
