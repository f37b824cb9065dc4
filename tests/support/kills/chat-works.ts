import { setImmediate as breathe, setTimeout as sleep } from 'node:timers/promises';
import { draftKeyOf } from '../../../main/contract/drafts.ts';
import type { ConversationId, MessageId, ModelId } from '../../../main/contract/ids.ts';
import { LiveReply } from '../../../main/core/chat/live-reply.ts';
import type { Storage } from '../../../main/core/ports/repositories.ts';
import { SearchIndexer } from '../../../main/core/search/search-indexer.ts';
import { openStorage } from '../../../main/storage/storage.ts';
import { exampleConversation, exampleMessage } from '../example-conversation.ts';
import { randomConversation } from '../exchange/random-conversation.ts';
import { streamedWord } from './change.ts';
import type { KillWork, Teller } from './kill-works.ts';

const logger = { info: () => undefined, error: (_event: string, error: unknown) => console.error(error) };
const complete = { status: 'complete', stopReason: 'end', error: null, stats: null } as const;

/** A chat of this round's own, with one question. */
export function beginChat(storage: Storage, tell: Teller, name: string): ConversationId {
  const question = { ...exampleMessage(`${name}-q`, null, 'user', name), text: `question of ${name}` };
  tell.change({ type: 'messages', messages: [{ id: question.id, text: question.text }] }, () =>
    storage.conversations.createWith(exampleConversation(name), [question]),
  );
  return name as ConversationId;
}

/** Replies at some hundred words a second, one after the other; some of them are continued. */
export async function stream({ dataFolder, seed, random, tell }: KillWork): Promise<void> {
  const storage = openStorage({ dataFolder });
  const chat = beginChat(storage, tell, `chat${seed}`);
  tell.ready();
  for (let round = 0; ; round += 1) {
    const id = `stream${seed}-${round}`;
    const reply = exampleMessage(id, `${chat}-q`, 'assistant', chat);
    tell.change({ type: 'stream', id }, () =>
      storage.conversations.append([{ ...reply, text: '' }], { conversationId: chat, updatedAtMs: round }),
    );
    const words = await streamInto(storage, id, 0, 50 + random.below(300), tell);
    if (random.below(2) === 0) continue;
    tell.change({ type: 'stream', id }, () =>
      storage.conversations.reopenReply(id as MessageId, { modelId: 'm' as ModelId, modelName: 'm', atMs: round }),
    );
    await streamInto(storage, id, words, random.below(200), tell);
  }
}

async function streamInto(storage: Storage, id: string, from: number, count: number, tell: Teller): Promise<number> {
  const message = storage.conversations.findMessage(id as MessageId);
  if (!message) throw new Error(`${id} is not there`);
  const reply = new LiveReply({ message, repository: storage.conversations, publish: () => undefined, logger });
  for (let index = from; index < from + count; index += 1) {
    reply.append('text', streamedWord(id, index));
    tell.shown(id, reply.message.text.length);
    await sleep(3);
  }
  tell.change({ type: 'messages', messages: [{ id, text: reply.message.text }] }, () => reply.end(complete));
  await reply.settled;
  return from + count;
}

/** Questions and answers, versions of both, other branches. */
export async function edit({ dataFolder, seed, random, tell }: KillWork): Promise<void> {
  const storage = openStorage({ dataFolder });
  const chat = beginChat(storage, tell, `chat${seed}`);
  const questions: (string | null)[] = [null];
  tell.ready();
  for (let round = 0; ; round += 1) {
    const parent = questions[random.below(questions.length)] ?? null;
    const question = exampleMessage(`e${seed}-${round}-q`, parent, 'user', chat);
    const answer = { ...exampleMessage(`e${seed}-${round}-a`, question.id, 'assistant', chat), text: '' };
    const both = [question, answer].map(({ id, text }) => ({ id, text }));
    tell.change({ type: 'messages', messages: both }, () =>
      storage.conversations.append([question, answer], { conversationId: chat, updatedAtMs: round }),
    );
    const text = `answer ${round} `.repeat(1 + random.below(400));
    tell.change({ type: 'messages', messages: [{ id: answer.id, text }] }, () =>
      storage.conversations.endReply(answer.id, text, '', complete),
    );
    storage.conversations.selectBranch(answer.id);
    questions.push(answer.id);
    await breathe();
  }
}

/** Messages that go and come back, alone and with all below them. */
export async function removeAndUndo({ dataFolder, seed, random, tell }: KillWork): Promise<void> {
  const storage = openStorage({ dataFolder });
  const chat = beginChat(storage, tell, `chat${seed}`);
  const line = Array.from({ length: 40 }, (_, index) =>
    exampleMessage(`r${seed}-${index}`, index === 0 ? `${chat}-q` : `r${seed}-${index - 1}`, 'user', chat),
  );
  const texts = line.map(({ id, text }) => ({ id, text }));
  tell.change({ type: 'messages', messages: texts }, () =>
    storage.conversations.append(line, { conversationId: chat, updatedAtMs: 1 }),
  );
  tell.ready();
  for (let round = 0; ; round += 1) {
    const place = random.below(line.length);
    const extent = random.below(2) === 0 ? 'one' : 'from-here';
    const ids = line.slice(place, extent === 'one' ? place + 1 : undefined).map(({ id }) => id);
    const removal = { id: `removal${seed}-${round}`, messageId: line[place]?.id ?? ('' as MessageId), extent } as const;
    tell.change({ type: 'removed', ids }, () => storage.conversations.remove({ ...removal, removedAtMs: round }));
    await breathe();
    tell.change({ type: 'put-back', ids }, () => storage.conversations.undoRemoval(removal.id));
    await breathe();
  }
}

/** Whole conversations from elsewhere. */
export async function importChats({ dataFolder, seed, tell }: KillWork): Promise<void> {
  const storage = openStorage({ dataFolder });
  tell.ready();
  for (let round = 0; ; round += 1) {
    const conversation = randomConversation(seed * 1_000 + round, 60);
    const messages = conversation.messages.map(({ id, text }) => ({ id, text }));
    tell.change({ type: 'messages', messages }, () => storage.exchange.insert(conversation, { kind: 'none' }));
    await breathe();
  }
}

/** What is typed, sent and emptied. */
export async function writeDrafts({ dataFolder, seed, random, tell }: KillWork): Promise<void> {
  const storage = openStorage({ dataFolder });
  const chat = beginChat(storage, tell, `chat${seed}`);
  const keys = [draftKeyOf(null), draftKeyOf(chat)];
  tell.ready();
  for (let round = 0; ; round += 1) {
    const key = keys[random.below(keys.length)] ?? draftKeyOf(null);
    const text = random.below(8) === 0 ? '' : `draft ${round} `.repeat(1 + random.below(200));
    tell.change({ type: 'draft', key, text }, () =>
      storage.drafts.save({ key, text, replyPrefix: '', updatedAtMs: round }),
    );
    await breathe();
  }
}

/** A database of an older app comes to this version; then its words come into the index. */
export async function migrateAndIndex({ dataFolder, seed, tell }: KillWork): Promise<void> {
  tell.ready();
  const storage = openStorage({ dataFolder });
  const indexer = new SearchIndexer({ search: storage.search, logger });
  while (indexer.catchUp(20) > 0) await breathe();
  const chat = beginChat(storage, tell, `migrated${seed}`);
  for (let round = 0; ; round += 1) {
    const question = exampleMessage(`${chat}-${round}`, null, 'user', chat);
    tell.change({ type: 'messages', messages: [{ id: question.id, text: question.text }] }, () =>
      storage.conversations.append([question], { conversationId: chat, updatedAtMs: round }),
    );
    indexer.catchUp(1_000);
    await breathe();
  }
}
