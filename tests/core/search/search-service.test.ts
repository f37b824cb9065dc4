import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AttachmentId, ConversationId, MessageId, ModelId, ProjectId } from '../../../main/contract/ids.ts';
import { draftKeyOf } from '../../../main/contract/drafts.ts';
import { noSearchFilters } from '../../../main/contract/organise.ts';
import type { ReplyPiece } from '../../../main/core/ports/repositories.ts';
import { openSearched, dayMs, nowMs } from './searched.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('words in any script are found whole, begun, accented and in quotes', () => {
  const { talk, found } = openSearched();
  talk('en', [{ text: 'A crème brûlée for two' }]);
  talk('zh', [{ text: '我们今天学习机器学习' }]);
  talk('ja', [{ text: '東京タワーに行きました' }]);
  talk('th', [{ text: 'ฉันรักการเรียนรู้' }]);
  talk('ko', [{ text: '언어모델을 씁니다' }]);
  talk('emoji', [{ text: 'party 🎉 time' }]);
  const asked = [
    'creme bru',
    '"brulee for"',
    '"for brulee"',
    '学习',
    '习机',
    '学机',
    '行',
    'タワー',
    'เรียน',
    '모델',
    '🎉',
  ];
  expect(asked.map((query) => [query, found(query)])).toEqual([
    ['creme bru', ['en-0']],
    ['"brulee for"', ['en-0']],
    ['"for brulee"', []],
    ['学习', ['zh-0']],
    ['习机', ['zh-0']],
    ['学机', []],
    ['行', ['ja-0']],
    ['タワー', ['ja-0']],
    ['เรียน', ['th-0']],
    ['모델', ['ko-0']],
    ['🎉', ['emoji-0']],
  ]);
});

test('no query breaks the search', () => {
  const { talk, ask } = openSearched();
  talk('a', [{ text: 'NEAR AND OR NOT text : marks "quoted"' }]);
  const hostile = [
    ...[
      '"',
      '""',
      "'",
      '*',
      '^a',
      'a*',
      'text:a',
      'marks:ruser',
      'NEAR(a b, 5)',
      'a AND',
      'OR',
      'NOT a',
      '(',
      ')',
      '-',
      '+a',
    ],
    ...['\0', 'a\0b', '\ud800', 'a\udc00', '%', '\\', ';DROP TABLE messages;--', '{text}: a', '🏴󠁧󠁢', '\u202e', '́'],
    ...['a'.repeat(1000), '学'.repeat(1000), '"'.repeat(1000), 'a b '.repeat(250), '("'.repeat(500), '́'.repeat(1000)],
  ];
  expect(hostile.map((query) => typeof ask(query).hits.length)).toEqual(hostile.map(() => 'number'));
  expect(ask('"AND OR"').hits.length).toBe(1);
  // What the app itself writes into the index is nobody's word.
  expect(ask('ruser').hits).toEqual([]);
});

test('titles, names of attached files and thoughts are found too; a title comes first', () => {
  const { storage, talk, found, ask } = openSearched();
  talk('t', [{ text: 'zebra' }], { title: 'All about zebras' });
  talk('r', [{ text: 'Four.', role: 'assistant', reasoning: 'The person counts a zebra.' }]);
  const attachmentId = 'file' as AttachmentId;
  storage.attachments.add({
    id: attachmentId,
    name: 'zebra-notes.md',
    sizeBytes: 10,
    lines: 1,
    draftKey: draftKeyOf('t' as ConversationId),
    text: 'irrelevant',
    hash: 'hash',
    createdAtMs: nowMs,
  });
  storage.conversations.append(
    [
      {
        id: 'with-file' as MessageId,
        conversationId: 't' as ConversationId,
        parentId: 't-0' as MessageId,
        role: 'user',
        text: 'see file',
        status: 'complete',
        createdAtMs: nowMs,
        attachmentIds: [attachmentId],
      },
    ],
    { conversationId: 't' as ConversationId, updatedAtMs: nowMs },
  );
  expect(found('zebra').toSorted()).toEqual(['r-0', 't-0', 'title:t', 'with-file']);
  expect(found('zebra')[0]).toBe('title:t');
  expect(ask('zebra').hits.find(({ messageId }) => messageId === 'with-file')?.snippet).toBe('zebra-notes.md');
});

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

test('filters narrow, alone and together', () => {
  const { storage, talk, found } = openSearched();
  storage.organise.saveProject({ id: 'p' as ProjectId, name: 'P', systemPrompt: '', createdAtMs: nowMs });
  talk('in', [{ text: 'tea', atMs: nowMs - dayMs }], { projectId: 'p' as ProjectId, tags: ['Garden'] });
  talk('out', [{ text: 'tea' }, { text: 'tea', role: 'assistant', modelId: 'm1' }], { isArchived: true });
  storage.conversations.rate('out-1' as MessageId, 'up');
  const narrowed = (filters: Parameters<typeof found>[1]) => found('tea', filters).toSorted();
  expect({
    project: narrowed({ projectId: 'p' as ProjectId }),
    tag: narrowed({ tag: 'gARDEN' }),
    role: narrowed({ role: 'assistant' }),
    model: narrowed({ modelId: 'm1' as ModelId }),
    otherModel: narrowed({ modelId: 'm2' as ModelId }),
    rated: narrowed({ rating: 'up' }),
    archived: narrowed({ isArchived: true }),
    listed: narrowed({ isArchived: false }),
    since: narrowed({ fromMs: nowMs }),
    until: narrowed({ toMs: nowMs }),
    conversation: narrowed({ conversationId: 'out' as ConversationId }),
    both: narrowed({ isArchived: true, role: 'user' }),
    noWords: found('', { rating: 'up' }),
    nothing: found(''),
  }).toEqual({
    project: ['in-0'],
    tag: ['in-0'],
    role: ['out-1'],
    model: ['out-1'],
    otherModel: [],
    rated: ['out-1'],
    archived: ['out-0', 'out-1'],
    listed: ['in-0'],
    since: ['out-0', 'out-1'],
    until: ['in-0'],
    conversation: ['out-0', 'out-1'],
    both: ['out-0'],
    noWords: ['out-1'],
    nothing: [],
  });
});

test('pages hold every match once, also when something is said in between', () => {
  const { talk, ask, indexer } = openSearched();
  const said = Array.from({ length: 1_100 }, (_, index) => ({ text: `tea number ${index}` }));
  talk('c', said);
  // However slow the machine is: pages of what is not read yet are another matter.
  indexer.catchUp(Infinity);
  const seen: string[] = [];
  let cursor: string | null = null;
  let pages = 0;
  do {
    const answer = ask('tea', {}, cursor);
    seen.push(...answer.hits.map(({ messageId }) => messageId ?? ''));
    cursor = answer.cursor;
    pages++;
    if (pages === 2) talk('later', [{ text: 'tea later' }]);
  } while (cursor !== null);
  expect(seen.length).toBe(1_100);
  expect(new Set(seen).size).toBe(1_100);
});

test('of two that fit alike the newer one comes first; what fits far better comes before what is new', () => {
  const { talk, found } = openSearched();
  const filler = 'with many other words that have nothing to do with it and go on for quite a while '.repeat(8);
  talk('old', [{ text: 'lantern', atMs: nowMs - 400 * dayMs }]);
  talk('new', [{ text: 'lantern', atMs: nowMs }]);
  talk('aside', [{ text: `${filler} lantern ${filler}`, atMs: nowMs }]);
  talk('other', [{ text: 'something else' }]);
  expect(found('lantern ')).toEqual(['new-0', 'old-0', 'aside-0']);
});

test('in one conversation the places of the active path are told in order', () => {
  const { storage, talk, service } = openSearched();
  talk('c', [{ text: 'tea one' }, { text: 'tea two', role: 'assistant' }]);
  talk('d', [{ text: 'tea elsewhere' }]);
  storage.conversations.append(
    [
      {
        id: 'other' as MessageId,
        conversationId: 'c' as ConversationId,
        parentId: 'c-0' as MessageId,
        role: 'assistant',
        text: 'tea again',
        status: 'complete',
        createdAtMs: nowMs,
      },
    ],
    { conversationId: 'c' as ConversationId, updatedAtMs: nowMs },
  );
  const filters = { ...noSearchFilters, conversationId: 'c' as ConversationId };
  const { hits } = service.find({ query: 'tea', filters, order: 'place', cursor: null });
  expect(hits.map(({ messageId }) => messageId)).toEqual(['c-0', 'other']);
});

test('an answer says how much it does not know yet', () => {
  const { storage, talk, ask } = openSearched();
  talk(
    'c',
    Array.from({ length: 2_000 }, (_, index) => ({ text: `${'many words of text '.repeat(40)} ${index}` })),
  );
  const { unread } = ask('words');
  expect(unread).toBeGreaterThan(0);
  expect(unread).toBe(storage.search.countWaiting());
});

test('a cursor that is none of ours is refused', () => {
  const { ask } = openSearched();
  expect(() => ask('tea', {}, 'DROP TABLE')).toThrow(expect.objectContaining({ code: 'bad-request' }));
});

function filesWith(folder: string, word: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && readFileSync(join(folder, entry.name)).includes(word))
    .map(({ name }) => name);
}

function piece(text: string): ReplyPiece {
  return { kind: 'text', start: 0, text };
}

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
