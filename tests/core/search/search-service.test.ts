import { expect, test } from 'vitest';
import type { AttachmentId, ConversationId, MessageId, ModelId, ProjectId } from '../../../main/contract/ids.ts';
import { draftKeyOf } from '../../../main/contract/drafts.ts';
import { noSearchFilters } from '../../../main/contract/organise.ts';
import { openSearched, dayMs, nowMs } from './searched.ts';

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
