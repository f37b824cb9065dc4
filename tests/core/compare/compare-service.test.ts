import { expect, test } from 'vitest';
import type { AnswerId, ConversationId, MessageId } from '../../../main/contract/ids.ts';
import { appErrorOf } from '../../support/app-error-of.ts';
import { chatOf, exchangeOf, setupOf } from '../../support/compare/compare-records.ts';
import { openCompare } from '../../support/compare/open-compare.ts';

const setups = [setupOf('tiny'), setupOf('large', { settings: { sampling: { temperature: 0.2 } } })];
const input = { setups, mode: 'open', timing: 'quick', conversationId: null, messageId: null } as const;

test('a chat opened as a comparison stands before the first round in every column, and stays a chat', () => {
  const { compare, conversations, repository, said } = openCompare();
  conversations.createWith(chatOf('chat', 'About tea'), exchangeOf('chat', 'tea'));
  const { comparisonId } = compare.create({ ...input, conversationId: 'chat' as ConversationId });
  const record = repository.find(comparisonId);
  expect(record).toMatchObject({
    title: 'About tea',
    titleSource: 'auto',
    source: { title: 'About tea', messages: 2 },
  });
  expect(record?.columns.map(({ conversationId }) => said(conversationId))).toEqual([
    ['Asked tea', 'Answered tea'],
    ['Asked tea', 'Answered tea'],
  ]);
  expect(conversations.list().map(({ id }) => id)).toEqual(['chat']);
  // One that comes later begins alike, also when the chat is gone by then.
  conversations.softDelete('chat' as ConversationId, 1);
  compare.columns.add({ comparisonId, setup: setupOf('third') });
  expect(said(repository.find(comparisonId)?.columns[2]?.conversationId ?? never())).toEqual([
    'Asked tea',
    'Answered tea',
  ]);
});

test('a comparison may begin in the middle of a chat, on any of its branches, and on no other chat’s message', async () => {
  const { compare, conversations, repository, said } = openCompare();
  conversations.createWith(chatOf('chat', 'About tea'), exchangeOf('chat', 'tea'));
  const after = { conversationId: 'chat' as ConversationId, updatedAtMs: 2 };
  conversations.append(exchangeOf('chat', 'green', { parent: 'tea-reply' }), after);
  conversations.append(exchangeOf('chat', 'black', { parent: 'tea-reply' }), after);
  conversations.createWith(chatOf('other'), exchangeOf('other', 'coffee'));
  const chat = { conversationId: 'chat' as ConversationId };
  const from = (id: string) => compare.create({ ...input, ...chat, messageId: id as MessageId }).comparisonId;
  const first = repository.find(from('green-reply'));
  expect(first?.source?.messages).toBe(4);
  expect(said(first?.columns[1]?.conversationId ?? never()).at(-1)).toBe('Answered green');
  expect(await appErrorOf(async () => from('coffee-reply'))).toBe('not-found');
});

test('its columns’ conversations answer as the contestants say, whatever the chat had of its own', () => {
  const { compare, database, repository } = openCompare();
  const { comparisonId } = compare.create(input);
  const own = database.prepare('SELECT own_settings FROM conversations WHERE column_id = ?').pluck();
  const settings = repository.find(comparisonId)?.columns.map(({ id }) => JSON.parse(String(own.get(id))) as unknown);
  expect(settings).toMatchObject([
    { settings: { sampling: { temperature: 0.7, topK: 40 }, overflow: 'ask' }, systemPrompt: '' },
    { settings: { sampling: { temperature: 0.2 } }, systemPrompt: '' },
  ]);
});

test('the first prompt gives the name, a person’s name stays, and the history follows', () => {
  const { compare, heardOfList, told } = openCompare();
  const heard = heardOfList();
  const { comparisonId } = compare.create(input);
  compare.ask({ comparisonId, text: '# Why is *tea* hot?', attachmentIds: [], tags: [] });
  compare.change({ comparisonId, title: 'Mine' });
  const titles = heard.flatMap((event) => (event.type === 'changed' ? [event.line.title] : []));
  expect([titles[0], titles.at(-2), titles.at(-1)]).toEqual(['', 'Why is tea hot?', 'Mine']);
  expect(told).toEqual([`sent compare:${comparisonId}`]);
});

test('while a blind round waits for its verdict, neither the comparison nor the history says who takes part', () => {
  const { compare, answered, heardOf, heardOfList, repository } = openCompare();
  const { comparisonId } = compare.create({ ...input, mode: 'blind' });
  const roundId = answered(comparisonId, 'one', { isBlind: true });
  const [heard, history] = [heardOf(comparisonId), heardOfList()];
  const veiled = JSON.stringify([heard, history]);
  const ids = (repository.find(comparisonId)?.columns ?? []).flatMap((column) => [
    column.id,
    column.contestantId,
    column.conversationId,
  ]);
  expect(ids.filter((id) => veiled.includes(id))).toEqual([]);
  expect(veiled).not.toMatch(/Model|tiny|large|Q4_K_M|temperature|reply/);
  // Nor does a place at the end of a row that came with a new column.
  compare.columns.add({ comparisonId, setup: setupOf('third') });
  expect(repository.findRound(roundId)?.answers.length).toBe(2);
  compare.rounds.reveal(roundId);
  expect(heard.at(-2)).toMatchObject({
    type: 'round-changed',
    // Places stay as they were drawn.
    round: {
      isVeiled: false,
      answers: [{ contestant: { name: 'Model large Q4_K_M · temperature 0.2' } }, { place: 1 }],
    },
  });
  expect(heard.at(-1)).toMatchObject({ type: 'comparison-changed', comparison: { isVeiled: false, columnCount: 3 } });
  expect(history.at(-1)).toMatchObject({
    type: 'changed',
    line: { contestants: [{ modelId: 'tiny' }, { modelId: 'large' }, { modelId: 'third' }] },
  });
});

test('a column that leaves leaves its answers; the one in its place may catch up, and there are never too few or too many', async () => {
  const { compare, answered, repository } = openCompare();
  const { comparisonId } = compare.create(input);
  const roundId = answered(comparisonId, 'one');
  const [left] = repository.find(comparisonId)?.columns ?? [];
  const { columnId } = await compare.columns.swap({ columnId: left?.id ?? never(), setup: setupOf('third') });
  const answers = compareRound();
  expect(answers).toEqual([
    [left?.id, 'complete'],
    [columnId, 'not-asked'],
    [repository.find(comparisonId)?.columns[2]?.id, 'complete'],
  ]);
  expect(await appErrorOf(() => compare.columns.remove(columnId))).toBe('columns-limit');
  const added = Array.from({ length: 4 }, () => compare.columns.add({ comparisonId, setup: setupOf('tiny') }).columnId);
  expect(await appErrorOf(async () => compare.columns.add({ comparisonId, setup: setupOf('tiny') }))).toBe(
    'columns-limit',
  );
  // Places of those that never said anything go with them.
  for (const id of added) await compare.columns.remove(id);
  expect(compareRound()).toEqual(answers);

  function compareRound() {
    let round: unknown;
    compare.watch(comparisonId, (event) => {
      if (event.type === 'snapshot') {
        round = event.rounds.find(({ id }) => id === roundId)?.answers.map(({ columnId: id, status }) => [id, status]);
      }
    })();
    return round;
  }
});

test('columns taken out or swapped at once leave two, and one contestant in each place', async () => {
  const stops: (() => void)[] = [];
  const { compare, answered, repository } = openCompare({
    answer: () => ({ status: 'writing', phase: null }),
    stopAnswer: () => new Promise((resolve) => stops.push(resolve)),
  });
  const { comparisonId } = compare.create({ ...input, setups: [...setups, setupOf('third')] });
  answered(comparisonId, 'one');
  const left = () => repository.find(comparisonId)?.columns.filter(({ isRemoved }) => !isRemoved) ?? [];
  const [first, second, third] = left().map(({ id }) => id);
  if (!first || !second || !third) throw new Error('three columns');
  const setup = setupOf('tiny', { systemPrompt: 'Be brief.' });
  const outcomes = Promise.all([
    appErrorOf(() => compare.columns.remove(first)),
    appErrorOf(() => compare.columns.remove(second)),
    appErrorOf(() => compare.columns.swap({ columnId: third, setup })),
    appErrorOf(() => compare.columns.swap({ columnId: third, setup })),
  ]);
  for (const stop of stops) stop();
  expect(await outcomes).toEqual(['no error', 'columns-limit', 'no error', 'not-found']);
  expect(left()).toHaveLength(2);
});

test('an answer goes on as a chat with all before it, under the comparison’s name; a veiled one does not', async () => {
  const { compare, answered, conversations, said, repository } = openCompare();
  const { comparisonId } = compare.create(input);
  answered(comparisonId, 'one');
  const second = answered(comparisonId, 'two');
  const hidden = answered(comparisonId, 'three', { isBlind: true });
  compare.change({ comparisonId, title: 'Tea' });
  const answerOf = (id: typeof second): AnswerId => repository.findRound(id)?.answers[0]?.id ?? never();
  const { conversationId } = compare.rounds.continueAsChat(answerOf(second));
  expect(said(conversationId)).toEqual(['Prompt one', 'Answered one-0', 'Prompt two', 'Answered two-0']);
  expect(conversations.find(conversationId)).toMatchObject({ title: 'Tea (2)', modelId: 'tiny' });
  expect(await appErrorOf(async () => compare.rounds.continueAsChat(answerOf(hidden)))).toBe('names-hidden');
});

test('an answer whose names are out does not go on as a chat while an earlier one of its column is hidden', async () => {
  const { compare, answered, repository, said } = openCompare();
  const { comparisonId } = compare.create({ ...input, mode: 'blind' });
  const hidden = answered(comparisonId, 'one', { isBlind: true });
  const revealed = answered(comparisonId, 'two', { isBlind: true });
  compare.rounds.reveal(revealed);
  const answerId = repository.findRound(revealed)?.answers[0]?.id ?? never();
  expect(await appErrorOf(async () => compare.rounds.continueAsChat(answerId))).toBe('names-hidden');
  compare.rounds.reveal(hidden);
  expect(said(compare.rounds.continueAsChat(answerId).conversationId)).toHaveLength(4);
});

test('what is found is in titles, prompts and answers taken together, and never in a veiled answer', async () => {
  const { compare, answered } = openCompare();
  const search = (query: string) => compare.search(query, new AbortController().signal);
  const tea = compare.create(input).comparisonId;
  answered(tea, 'one', { text: 'Ceylon or Assam?' });
  const coffee = compare.create(input).comparisonId;
  answered(coffee, 'veiled', { isBlind: true, text: 'Coffee?' });
  compare.change({ comparisonId: tea, title: 'Téa time' });
  expect(await search('tea assam answered')).toEqual([{ id: tea, snippet: 'Ceylon or Assam?' }]);
  expect(await search('tea coffee')).toEqual([]);
  expect(await search('coffee')).toEqual([{ id: coffee, snippet: 'Coffee?' }]);
  expect(await search('answered veiled')).toEqual([]);
  expect(await search(' ')).toEqual([]);
});

test('a search in long answers lets others go first, and ends when nobody waits for it', async () => {
  const { compare, answered } = openCompare();
  const { comparisonId } = compare.create(input);
  for (const id of ['one', 'two']) answered(comparisonId, id, { text: 'tea and coffee '.repeat(40_000) });
  const asked = new AbortController();
  setImmediate(() => asked.abort(new Error('nobody waits')));
  await expect(compare.search('milk', asked.signal)).rejects.toThrow('nobody waits');
});

test('what is deleted ends at once, is told, and comes back whole', async () => {
  const stopped: string[] = [];
  const { compare, answered, heardOf, heardOfList } = openCompare({
    stopComparison: (id) => {
      stopped.push(id);
      return Promise.resolve();
    },
  });
  const { comparisonId } = compare.create(input);
  answered(comparisonId, 'one');
  const [heard, history] = [heardOf(comparisonId), heardOfList()];
  await compare.remove(comparisonId);
  expect([stopped, heard.at(-1), history.at(-1)]).toEqual([
    [comparisonId],
    { type: 'deleted' },
    { type: 'removed', comparisonId },
  ]);
  expect(await appErrorOf(async () => compare.ask({ comparisonId, text: 'x', attachmentIds: [], tags: [] }))).toBe(
    'not-found',
  );
  compare.restore(comparisonId);
  expect([heard.at(-1), history.at(-1)]).toEqual([
    heard[0],
    { type: 'changed', line: expect.objectContaining({ rounds: 1 }) },
  ]);
});

test('a page that stays on a deleted comparison keeps nobody else from being told', async () => {
  const { compare, heardOf, heardOfList } = openCompare();
  const gone = compare.create(input).comparisonId;
  const kept = compare.create(input).comparisonId;
  const [heardOfGone, heard, history] = [heardOf(gone), heardOf(kept), heardOfList()];
  await compare.remove(gone);
  compare.contestantsChanged();
  expect(heardOfGone.map(({ type }) => type)).toEqual(['snapshot', 'deleted']);
  expect(heard.map(({ type }) => type)).toEqual(['snapshot', 'snapshot']);
  expect(history.at(-1)).toMatchObject({ type: 'snapshot', lines: [{ id: kept }] });
});

test('tags of a round are told, once each, and reach its vote', () => {
  const { compare, answered, heardOf, told } = openCompare();
  const { comparisonId } = compare.create(input);
  const id = answered(comparisonId, 'one');
  const heard = heardOf(comparisonId);
  compare.rounds.setTags(id, ['Coding', 'coding', 'hard']);
  expect(heard.at(-1)).toMatchObject({ type: 'round-changed', round: { tags: ['Coding', 'hard'] } });
  expect(told).toEqual(['tagged Coding, hard']);
});

function never(): never {
  throw new Error('it is there');
}
