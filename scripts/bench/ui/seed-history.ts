import { openStorage } from '../../../main/storage/storage.ts';
import { conversationSchema } from '../../../main/contract/chat.ts';
import { messageIdSchema, type ConversationId } from '../../../main/contract/ids.ts';
import type { NewMessage } from '../../../main/core/ports/message-tree.ts';
import { sampleHistory } from './sample-texts.ts';

const startMs = Date.UTC(2025, 0, 1);

/** Writes conversations into a data folder that no app uses yet. @returns their ids, in the order of `lengths`. */
export function seedHistory(dataFolder: string, lengths: readonly number[]): readonly ConversationId[] {
  const storage = openStorage({ dataFolder });
  try {
    return lengths.map((length, index) => {
      const conversation = conversationSchema.parse({
        id: `history${index}`,
        title: `History of ${length} messages`,
        titleSource: 'person',
        modelId: null,
        isPinned: false,
        isArchived: false,
        projectId: null,
        tags: [],
        createdAtMs: startMs,
        updatedAtMs: startMs + index,
      });
      storage.conversations.createWith(conversation, messagesOf(conversation.id, length, index + 1));
      return conversation.id;
    });
  } finally {
    storage.close();
  }
}

function messagesOf(conversationId: ConversationId, length: number, seed: number): readonly NewMessage[] {
  const idOf = (place: number) => messageIdSchema.parse(`m${seed}-${place}`);
  return sampleHistory(length, seed).map(({ role, text }, place) => ({
    id: idOf(place),
    conversationId,
    parentId: place === 0 ? null : idOf(place - 1),
    role,
    text,
    status: 'complete',
    createdAtMs: startMs + place * 1_000,
    ...(role === 'assistant' ? { modelName: 'Benchmark model' } : {}),
  }));
}
