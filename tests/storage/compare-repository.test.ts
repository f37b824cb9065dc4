import { expect, onTestFinished, test } from 'vitest';
import type {
  AttachmentId,
  ColumnId,
  ComparisonId,
  ConversationId,
  MessageId,
  RoundId,
} from '../../main/contract/ids.ts';
import { compareDraftKey } from '../../main/contract/drafts.ts';
import { openStorage } from '../../main/storage/storage.ts';
import { chatOf, columnOf, contestantOf, exchangeOf, keepDuel, roundOf } from '../support/compare/compare-records.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function open() {
  const storage = openStorage({ dataFolder: temporaryFolder() });
  onTestFinished(() => storage.close());
  return { storage, repository: storage.compare };
}

const duel = 'duel' as ComparisonId;
const answered = { conversationId: 'left-talk' as ConversationId, updatedAtMs: 3 };

test('the same setup is the same contestant, whatever was asked for later', () => {
  const { repository } = open();
  const first = repository.keepContestant(contestantOf('anna'));
  const again = repository.keepContestant(contestantOf('other', { key: first.key, modelName: 'Renamed since' }));
  expect(again).toEqual(first);
  repository.renameContestant(first.id, 'Anna');
  expect(repository.allContestants()).toEqual([{ ...first, ownName: 'Anna' }]);
});

test('columns stand where they were put; one that was swapped out stays before the one in its place', () => {
  const { repository } = open();
  keepDuel(repository);
  repository.keepContestant(contestantOf('cleo'));
  repository.addColumn(duel, columnOf('middle', 'cleo'), 1);
  repository.moveColumn('left' as ColumnId, 2);
  repository.removeColumn('middle' as ColumnId, 9, columnOf('instead', 'anna'));
  const columns = repository.find(duel)?.columns;
  expect(columns?.map(({ id, isRemoved }) => [id, isRemoved])).toEqual([
    ['middle', true],
    ['instead', false],
    ['right', false],
    ['left', false],
  ]);
  expect(repository.columnOf('instead-talk' as ConversationId)).toEqual(columns?.[1]);
});

test('a column that begins with a chat has a copy of its own, and the chat stays as it was', () => {
  const { storage, repository } = open();
  storage.conversations.createWith(chatOf('chat'), exchangeOf('chat', 'tea'));
  repository.keepContestant(contestantOf('anna'));
  const beginning = { copiedFrom: 'tea-reply' as MessageId };
  repository.create({ ...keepable, source: { title: 'Tea', messages: 2 } }, [
    columnOf('left', 'anna', beginning),
    columnOf('right', 'anna', beginning),
  ]);
  const texts = (id: string) => storage.conversations.activePath(id as ConversationId).map(({ text }) => text);
  expect([texts('left-talk'), texts('right-talk'), texts('chat')]).toEqual(
    Array.from({ length: 3 }, () => ['Asked tea', 'Answered tea']),
  );
  expect(repository.find(duel)?.source).toEqual({ title: 'Tea', messages: 2 });
});

test('a round keeps its files, each message has copies, and nobody takes them away', () => {
  const { storage, repository } = open();
  keepDuel(repository);
  const draftKey = compareDraftKey(duel);
  const file = { name: 'a.txt', sizeBytes: 3, lines: 1, text: 'tea', hash: 'h', createdAtMs: 1 };
  const id = 'file' as AttachmentId;
  storage.attachments.add({ ...file, id, draftKey });
  storage.drafts.save({ key: draftKey, text: 'Prompt', replyPrefix: '', updatedAtMs: 1 });
  repository.addRound(roundOf('one', 'duel', ['left', 'right'], { attachmentIds: [id], sentDraft: draftKey }));
  storage.conversations.append(
    exchangeOf('left-talk', 'ask').map((message) => ({
      ...message,
      attachmentIds: message.role === 'user' ? [id] : [],
    })),
    answered,
  );
  storage.attachments.removeFromDraft(id);
  storage.attachments.removeStranded();
  expect(repository.findRound('one' as RoundId)?.attachments.map(({ name }) => name)).toEqual(['a.txt']);
  expect(storage.conversations.findMessage('ask' as MessageId)?.attachments.map(({ name }) => name)).toEqual(['a.txt']);
  expect([storage.attachments.ofDraft(draftKey), storage.drafts.find(draftKey)]).toEqual([[], null]);
});

test('what is deleted is not found until it comes back, and then whole', () => {
  const { repository } = open();
  keepDuel(repository);
  repository.addRound(roundOf('one', 'duel', ['right', 'left'], { isBlind: true }));
  const before = [repository.find(duel), repository.rounds(duel)];
  repository.softDelete(duel, 5);
  expect([
    repository.find(duel),
    repository.list(),
    repository.rounds(duel),
    repository.findRound('one' as RoundId),
    repository.columnOf('left-talk' as ConversationId),
    repository.roundCounts().size,
  ]).toEqual([null, [], [], null, null, 0]);
  repository.restore(duel);
  expect([repository.find(duel), repository.rounds(duel)]).toEqual(before);
  expect(repository.roundCounts().get(duel)).toEqual({ rounds: 1, votes: 0, veiled: 1 });
});

test('a long comparison is erased with every message, file and figure, and with nothing else', () => {
  const { storage, repository } = open();
  keepDuel(repository);
  storage.conversations.createWith(chatOf('chat'), exchangeOf('chat', 'tea'));
  const messages = Array.from({ length: 2000 }, (_, place) =>
    exchangeOf('left-talk', `m${place}`, { parent: place === 0 ? null : `m${place - 1}-reply` }),
  );
  storage.conversations.append(messages.flat(), answered);
  for (const [id, draftKey] of [
    ['of-round', compareDraftKey(duel)],
    ['of-draft', compareDraftKey(duel)],
  ] as const) {
    const file = { name: 'a.txt', sizeBytes: 3, lines: 1, text: 'tea', hash: 'h', createdAtMs: 1 };
    storage.attachments.add({ ...file, id: id as AttachmentId, draftKey });
  }
  repository.addRound(roundOf('one', 'duel', ['left', 'right'], { attachmentIds: ['of-round' as AttachmentId] }));
  storage.drafts.save({ key: compareDraftKey(duel), text: 'Next', replyPrefix: '', updatedAtMs: 1 });
  repository.setAnswerMessage(repository.rounds(duel)[0]?.answers[0]?.id ?? never(), 'm0-reply' as MessageId);
  repository.saveFigures('m0-reply' as MessageId, figures);
  expect(repository.figures(['m0-reply' as MessageId]).get('m0-reply' as MessageId)).toEqual(figures);
  repository.softDelete(duel, 5);
  repository.purgeDeleted(6);
  repository.restore(duel);
  expect(repository.find(duel)).toBeNull();
  expect(storage.conversations.findMessages(['m0', 'm1999-reply', 'tea'] as MessageId[]).map(({ id }) => id)).toEqual([
    'tea',
  ]);
  expect(storage.conversations.find('left-talk' as ConversationId)).toBeNull();
  expect([storage.attachments.find('of-round' as AttachmentId), storage.drafts.find(compareDraftKey(duel))]).toEqual([
    null,
    null,
  ]);
  expect(storage.attachments.find('of-draft' as AttachmentId)).toBeNull();
  expect(repository.figures(['m0-reply' as MessageId]).size).toBe(0);
  expect(repository.allContestants().map(({ id }) => id)).toEqual(['anna', 'bert']);
});

test('a round is taken away only while nothing of it was answered', () => {
  const { storage, repository } = open();
  keepDuel(repository);
  storage.conversations.append(exchangeOf('left-talk', 'ask'), answered);
  repository.addRound(roundOf('one', 'duel', ['left', 'right']));
  repository.addRound(roundOf('two', 'duel', ['left', 'right']));
  repository.setAnswerMessage(repository.rounds(duel)[0]?.answers[0]?.id ?? never(), 'ask-reply' as MessageId);
  for (const id of ['one', 'two']) repository.removeRound(id as RoundId);
  expect(repository.rounds(duel).map(({ id }) => id)).toEqual(['one']);
});

const figures = {
  timing: 'alone',
  memory: null,
  energy: { joules: 1.5, sources: ['processor'] },
  backend: 'cpu',
  threads: 2,
  contextSize: 4096,
  seed: 7,
} as const;

const keepable = {
  id: duel,
  title: 'Tea',
  titleSource: 'auto',
  mode: 'open',
  timing: 'quick',
  revealsAfterVote: true,
  source: null,
  createdAtMs: 1,
  updatedAtMs: 1,
} as const;

function never(): never {
  throw new Error('it is there');
}
