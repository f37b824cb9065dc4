import type { Conversation } from '../../../main/contract/chat.ts';
import type { ConversationId, MessageId, ModelId } from '../../../main/contract/ids.ts';
import type { NewMessage } from '../../../main/core/ports/message-tree.ts';
import type { Storage } from '../../../main/core/ports/repositories.ts';
import { seededRandom, type SeededRandom } from '../../../tests/support/gguf/seeded-random.ts';
import { sampleLanguages, sampleText, type SampleLanguage } from './sample-words.ts';

export type FillSize = { readonly conversations: number; readonly messages: number };

const startMs = Date.UTC(2024, 0, 1);
const minuteMs = 60_000;
const models = ['Qwen3 8B', 'Llama 3.1 8B', 'Gemma 3 12B', 'Mistral Small'];
const tags = ['work', 'ideas', 'code', 'later', 'letters'];

/**
 * Years of chats: most of them short, some very long; questions of a line, answers of a page; every tenth answer was made
 * again; nine languages. The same each time.
 */
export function fillStorage(storage: Storage, { conversations, messages }: FillSize): readonly SampleLanguage[] {
  const random = seededRandom(5);
  const languages = sampleLanguages(random);
  const lengths = lengthsOf(random, conversations, messages);
  for (const [index, length] of lengths.entries()) {
    const language = languageFor(languages, random);
    const conversation = conversationOf(index, language, random);
    storage.conversations.createWith(conversation, messagesOf(conversation, length, language, random));
  }
  return languages;
}

/** Log-normal, like most things that people do; the sum is exact. */
function lengthsOf(random: SeededRandom, conversations: number, messages: number): readonly number[] {
  const wanted = Array.from({ length: conversations }, () => Math.exp(normal(random)));
  const sum = wanted.reduce((total, weight) => total + weight, 0);
  const lengths = wanted.map((weight) => Math.max(2, Math.floor((weight / sum) * messages)));
  const missing = messages - lengths.reduce((total, length) => total + length, 0);
  return lengths.map((length, index) => (index === 0 ? length + Math.max(0, missing) : length));
}

function normal(random: SeededRandom): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

function languageFor(languages: readonly SampleLanguage[], random: SeededRandom): SampleLanguage {
  let left = random.below(100);
  const found = languages.find(({ share }) => (left -= share) < 0) ?? languages[0];
  if (!found) throw new Error('no languages');
  return found;
}

function conversationOf(index: number, language: SampleLanguage, random: SeededRandom): Conversation {
  const createdAtMs = startMs + index * 400 * minuteMs;
  return {
    id: `c${index}` as ConversationId,
    title: sampleText(language, random, 30).trim().slice(0, 60),
    titleSource: 'auto',
    modelId: null,
    isPinned: index % 200 === 0,
    isArchived: index % 10 === 9,
    projectId: null,
    tags: index % 4 === 0 ? [tags[random.below(tags.length)] ?? 'work'] : [],
    createdAtMs,
    updatedAtMs: createdAtMs + random.below(1_000_000) * minuteMs,
  };
}

function messagesOf(
  { id, createdAtMs }: Conversation,
  count: number,
  language: SampleLanguage,
  random: SeededRandom,
): readonly NewMessage[] {
  const made: NewMessage[] = [];
  let last: MessageId | null = null;
  let beforeLast: MessageId | null = null;
  for (let place = 0; place < count; place += 1) {
    const before = made.at(-1)?.role;
    const isRetry = before === 'assistant' && random.below(10) === 0;
    const isReply = before === 'user' || isRetry;
    const message: NewMessage = {
      id: `${id}-${place}` as MessageId,
      conversationId: id,
      parentId: isRetry ? beforeLast : last,
      role: isReply ? 'assistant' : 'user',
      text: sampleText(language, random, lengthOf(isReply ? 550 : 80, random)),
      status: 'complete',
      createdAtMs: createdAtMs + place * minuteMs,
      ...(isReply ? { modelId: 'm1' as ModelId, modelName: models[random.below(models.length)] ?? null } : {}),
    };
    made.push(message);
    if (!isRetry) beforeLast = last;
    last = message.id;
  }
  return made;
}

function lengthOf(median: number, random: SeededRandom): number {
  return Math.min(20_000, Math.round(median * Math.exp(0.9 * normal(random))));
}
