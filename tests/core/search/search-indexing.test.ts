import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ConversationId, MessageId } from '../../../main/contract/ids.ts';
import type { ReplyPiece } from '../../../main/core/ports/repositories.ts';
import { openSearched, nowMs } from './searched.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('what is deleted is never found, and is found again when it comes back', () => {
  const { storage, talk, found, indexer } = openSearched();
  talk('c', [{ text: 'secret plan' }, { text: 'about the plan', role: 'assistant' }]);
  expect(found('plan').length).toBe(2);
  storage.conversations.softDelete('c' as ConversationId, nowMs);
  expect(found('plan')).toEqual([]);
  storage.conversations.restore('c' as ConversationId);
  expect(found('plan').length).toBe(2);
  storage.conversations.remove({
    id: 'removal',
    messageId: 'c-1' as MessageId,
    extent: 'from-here',
    removedAtMs: nowMs,
  });
  expect(found('plan')).toEqual(['c-0']);
  storage.conversations.undoRemoval('removal');
  expect(found('plan').length).toBe(2);
  storage.conversations.softDelete('c' as ConversationId, nowMs);
  storage.conversations.purgeDeleted(nowMs + 1);
  expect(found('plan')).toEqual([]);
  expect(indexer.catchUp(1000)).toBe(0);
  expect(found('plan')).toEqual([]);
});

test('words of erased messages leave the file', () => {
  const folder = temporaryFolder();
  const { storage, talk, indexer } = openSearched(folder);
  for (let count = 0; count < 200; count++) talk(`keep${count}`, [{ text: `ordinary words ${count}` }]);
  talk('gone', [{ text: 'xyzzyplugh' }]);
  indexer.catchUp(10_000);
  expect(filesWith(folder, 'xyzzyplugh')).not.toEqual([]);
  storage.conversations.softDelete('gone' as ConversationId, nowMs);
  storage.conversations.purgeDeleted(nowMs + 1);
  indexer.catchUp(10_000);
  let steps = 0;
  while (storage.search.tidy() && steps < 1000) steps++;
  storage.close();
  expect(steps).toBeLessThan(1000);
  expect(filesWith(folder, 'xyzzyplugh')).toEqual([]);
});

test('a reply is found when it has ended, not while it is written', () => {
  const { storage, talk, found } = openSearched();
  talk('c', [{ text: 'question' }, { text: '', role: 'assistant', status: 'streaming' }]);
  storage.conversations.appendReply('c-1' as MessageId, [piece('halfway')]);
  expect(storage.search.countWaiting()).toBe(1);
  expect(found('halfway')).toEqual([]);
  storage.conversations.endReply('c-1' as MessageId, 'halfway done', '', {
    status: 'complete',
    stopReason: 'end',
    error: null,
    stats: null,
  });
  expect(found('halfway')).toEqual(['c-1']);
});

test('what a crash left unfinished is indexed after the next start', () => {
  const folder = temporaryFolder();
  const before = openSearched(folder);
  before.talk('c', [{ text: 'question' }, { text: '', role: 'assistant', status: 'streaming' }]);
  before.storage.conversations.appendReply('c-1' as MessageId, [piece('unfinished words')]);
  before.storage.close();
  const { storage, found } = openSearched(folder);
  storage.conversations.markInterrupted();
  expect(found('unfinished')).toEqual(['c-1']);
});

test('very long messages wait for steps of their own, so that nobody waits for all of them', () => {
  const { talk, storage } = openSearched();
  talk(
    'mixed',
    [10_000, 10, 10, 10_000, 10].map((times) => ({ text: 'and more '.repeat(times) })),
  );
  const taken = [];
  for (let waiting = take(); waiting.length > 0; waiting = take()) taken.push(waiting.length);
  expect(taken).toEqual([2, 3]);

  function take() {
    const waiting = storage.search.waiting({ messages: 20, length: 50_000 });
    storage.search.index(waiting.map(({ position, texts }) => ({ position, words: texts })));
    return waiting;
  }
});

function filesWith(folder: string, word: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && readFileSync(join(folder, entry.name)).includes(word))
    .map(({ name }) => name);
}

function piece(text: string): ReplyPiece {
  return { kind: 'text', start: 0, text };
}
