import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import type { ConversationId, MessageId } from '../../main/contract/ids.ts';
import type { ReplyPrompt, TemplateTruth } from '../../main/contract/prompt.ts';
import type { NewMessage } from '../../main/core/ports/message-tree.ts';
import type { Storage } from '../../main/core/ports/repositories.ts';
import { databaseFileName } from '../../main/storage/database.ts';
import { openStorage } from '../../main/storage/storage.ts';
import { exampleConversation } from '../support/example-conversation.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const chatId = 'chat' as ConversationId;
const template: TemplateTruth = {
  source: 'file',
  renderer: 'template',
  wrapper: 'ChatML',
  isWrapperFaithful: true,
  problem: null,
  reasoning: null,
  takesSystemRole: true,
  takesTools: false,
  takesThinkingSwitch: false,
  takesEffort: false,
};

function message(id: string, parentId: string | null): NewMessage {
  return {
    id: id as MessageId,
    conversationId: chatId,
    parentId: parentId as MessageId | null,
    role: id.startsWith('q') ? 'user' : 'assistant',
    text: id,
    status: 'complete',
    createdAtMs: 1,
  };
}

/** Questions and replies, each below the one before; more may be added. */
function openWith(...ids: readonly string[]): {
  storage: Storage;
  dataFolder: string;
  add: (id: string, parentId: string) => void;
} {
  const dataFolder = temporaryFolder();
  const storage = openStorage({ dataFolder });
  onTestFinished(() => storage.close());
  const messages = ids.map((id, index) => message(id, ids[index - 1] ?? null));
  storage.conversations.createWith(exampleConversation(chatId, { title: 'Tea' }), messages);
  const add = (id: string, parentId: string): void =>
    storage.conversations.append([message(id, parentId)], { conversationId: chatId, updatedAtMs: 2 });
  return { storage, dataFolder, add };
}

function promptOf(replyId: string, text: string, more: Partial<ReplyPrompt> = {}): ReplyPrompt {
  return {
    replyId: replyId as MessageId,
    text,
    literals: [],
    tokenCount: text.length,
    template,
    replyStart: null,
    ...more,
  };
}

test('a prompt comes back byte for byte, whatever it shares with the one before, also without it', () => {
  const { storage } = openWith('q1', 'a1', 'q2', 'a2', 'q3', 'a3', 'q4', 'a4');
  const prompts = [
    promptOf('a1', '<s>[user]😀[bot]'),
    // The same first half of a character, then another one; and the same second half at the end.
    promptOf('a2', '<s>[user]😁 and 𐀀[bot]', { literals: [3] }),
    promptOf('a3', '', { template: { ...template, renderer: 'wrapper' } }),
    promptOf('a4', '<s>[user]😁 and 𐀀[bot]\u0000\r\n', { literals: [3, 9] }),
  ];
  for (const prompt of prompts) storage.prompts.save(prompt);
  expect(prompts.map(({ replyId }) => storage.prompts.find(replyId))).toEqual(prompts);
});

test('the same words are a token in one prompt and somebody’s words in the next', () => {
  const { storage } = openWith('q1', 'a1', 'q2', 'a2');
  const before = promptOf('a1', 'x</s>y</s>', { literals: [1] });
  const after = promptOf('a2', 'x</s>y</s>z', { literals: [6] });
  storage.prompts.save(before);
  storage.prompts.save(after);
  expect([storage.prompts.find(before.replyId), storage.prompts.find(after.replyId)]).toEqual([before, after]);
});

test('a reply on another branch leans on its own path, and on nothing that may be erased without it', () => {
  const { storage, add } = openWith('q1', 'a1', 'q2', 'a2');
  storage.prompts.save(promptOf('a1', 'one'));
  storage.prompts.save(promptOf('a2', 'one two'));
  add('a2-again', 'q2');
  add('q3', 'a2-again');
  add('a3', 'q3');
  // A reply that never got a prompt is passed over.
  storage.prompts.save(promptOf('a3', 'one two three'));
  expect(storage.prompts.find('a3' as MessageId)).toEqual(promptOf('a3', 'one two three'));
});

test('a reply that begins once more has its new prompt', () => {
  const { storage } = openWith('q1', 'a1', 'q2', 'a2');
  storage.prompts.save(promptOf('a1', 'one'));
  storage.prompts.save(promptOf('a2', 'one two'));
  storage.prompts.save(promptOf('a2', 'another'));
  expect(storage.prompts.find('a2' as MessageId)).toEqual(promptOf('a2', 'another'));
});

test('a conversation of 200 turns takes storage for its words once, and its last prompt is there at once', () => {
  const ids = Array.from({ length: 200 }, (_, turn) => [`q${turn}`, `a${turn}`]).flat();
  const { storage, dataFolder } = openWith(...ids);
  const saidEachTurn = 500;
  let text = '<s>';
  let wholeLength = 0;
  for (let turn = 0; turn < 200; turn += 1) {
    text += `<|user|>${String(turn).padEnd(saidEachTurn, 'x')}<|end|>`;
    storage.prompts.save(promptOf(`a${turn}`, `${text}<|assistant|>`));
    wholeLength += text.length;
    text += `<|assistant|>${String(turn).padEnd(saidEachTurn, 'y')}<|end|>`;
  }
  storage.close();
  const database = new Sqlite(join(dataFolder, databaseFileName), { readonly: true });
  const stored = database
    .prepare('SELECT sum(length(text) + length(literals) + ifnull(length(template), 0)) FROM reply_prompts')
    .pluck()
    .get();
  database.close();
  // All prompts together are a hundred times the words that were said.
  expect(wholeLength / text.length).toBeGreaterThan(99);
  expect(Number(stored) / text.length).toBeLessThan(1.1);
  const reopened = openStorage({ dataFolder });
  onTestFinished(() => reopened.close());
  const startedAtMs = performance.now();
  const last = reopened.prompts.find('a199' as MessageId);
  const tookMs = performance.now() - startedAtMs;
  expect(last?.text).toBe(`${text.slice(0, text.lastIndexOf('<|assistant|>'))}<|assistant|>`);
  expect(tookMs).toBeLessThan(200);
});

// Would catch: a long conversation that leaves out its oldest messages, and reads every prompt it ever had at each reply.
test('a prompt that shares little with the one before stands by itself', () => {
  const ids = Array.from({ length: 30 }, (_, turn) => [`q${turn}`, `a${turn}`]).flat();
  const { storage, dataFolder } = openWith(...ids);
  const said = ids.map((id) => `<|turn|>${id.padEnd(100, 'x')}<|end|>`);
  const textOf = (turn: number): string =>
    `<s>Be brief.${said.slice(Math.max(0, 2 * turn - 10), 2 * turn + 1).join('')}`;
  for (let turn = 0; turn < 30; turn += 1) storage.prompts.save(promptOf(`a${turn}`, textOf(turn)));
  expect(storage.prompts.find('a29' as MessageId)).toEqual(promptOf('a29', textOf(29)));
  storage.close();
  const database = new Sqlite(join(dataFolder, databaseFileName), { readonly: true });
  const leaning = database.prepare('SELECT reply_id FROM reply_prompts WHERE base_id IS NOT NULL').pluck().all();
  database.close();
  expect(leaning).toEqual(['a2', 'a3', 'a4', 'a5']);
});

test('prompts go with their conversation', () => {
  const { storage, dataFolder } = openWith('q1', 'a1', 'q2', 'a2');
  storage.prompts.save(promptOf('a1', 'a secret'));
  storage.prompts.save(promptOf('a2', 'a secret and more'));
  storage.conversations.softDelete(chatId, 1);
  storage.conversations.purgeDeleted(2);
  expect([storage.prompts.find('a1' as MessageId), storage.prompts.find('a2' as MessageId)]).toEqual([null, null]);
  storage.close();
  expect(readFileSync(join(dataFolder, databaseFileName)).includes('a secret')).toBe(false);
});
