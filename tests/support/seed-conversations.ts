import { conversationSchema } from '../../main/contract/chat.ts';
import { messageIdSchema, summaryIdSchema, type ConversationId, type MessageId } from '../../main/contract/ids.ts';
import { openStorage } from '../../main/storage/storage.ts';

export type SeededConversation = {
  readonly title: string;
  /** The path: a person and a model in turn, a person first. */
  readonly texts: readonly string[];
  /** Stands for all of them in a prompt. */
  readonly summary?: string;
};

const startMs = Date.UTC(2025, 0, 1);

/** Writes conversations into a data folder that no app uses. @returns their ids. */
export function seedConversations(
  dataFolder: string,
  conversations: readonly SeededConversation[],
): readonly ConversationId[] {
  const storage = openStorage({ dataFolder });
  try {
    return conversations.map(({ title, texts, summary }, index) => {
      const conversation = conversationSchema.parse({
        id: `seeded${index}`,
        title,
        titleSource: 'person',
        modelId: null,
        isPinned: false,
        isArchived: false,
        projectId: null,
        tags: [],
        createdAtMs: startMs,
        updatedAtMs: startMs + index,
      });
      const idOf = (place: number): MessageId => messageIdSchema.parse(`seeded${index}-${place}`);
      const messages = texts.map((text, place) => ({
        id: idOf(place),
        conversationId: conversation.id,
        parentId: place === 0 ? null : idOf(place - 1),
        role: place % 2 === 0 ? ('user' as const) : ('assistant' as const),
        text,
        status: 'complete' as const,
        createdAtMs: startMs + place * 1_000,
        ...(place % 2 === 1 ? { modelName: 'Seeded model' } : {}),
      }));
      storage.conversations.createWith(conversation, messages);
      if (summary !== undefined) {
        const id = summaryIdSchema.parse(`seeded${index}`);
        const messageId = idOf(texts.length - 1);
        storage.summaries.save({ id, messageId, text: summary, modelName: 'Seeded model', createdAtMs: startMs });
      }
      return conversation.id;
    });
  } finally {
    storage.close();
  }
}
